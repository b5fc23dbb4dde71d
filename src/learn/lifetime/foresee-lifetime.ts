/** What is to be expected of one contact over the coming months, and how far it may be off. */

import { type BgNbd, expectedPurchases, probabilityAlive } from '../../statistics/bg-nbd.ts';
import { drawBeta, drawGamma } from '../../statistics/draw-gamma.ts';
import { expectedMeanValue, type GammaGamma } from '../../statistics/gamma-gamma.ts';
import type { Interval } from '../../statistics/interval.ts';
import { quantile } from '../../statistics/quantile.ts';
import { createRandom, type Random } from '../../statistics/random.ts';
import type { Lifetime } from './fit-lifetime.ts';
import { type DatedOrder, type OrderSummary, summariseOrders } from './summarise-orders.ts';

/** Of one contact; the intervals hold 95 of 100 contacts with such a history, if the models are right. */
export interface LifetimeForesight {
  readonly days: number;
  /** How likely the contact has not left for good. */
  readonly alive: number;
  readonly orders: Interval;
  /** Null where the models know no values. */
  readonly valueCents: Interval | null;
}

const YEAR_DAYS = 365;
const FUTURES = 2000;

/** Over twelve months, or over as long as orders go back where that is less: nobody can say more. Null without an order before the cutoff. */
export function foreseeLifetime(
  lifetime: Lifetime,
  orders: readonly DatedOrder[],
  { cutoff, seed }: { readonly cutoff: number; readonly seed: number },
): LifetimeForesight | null {
  const summary = summariseOrders(orders, cutoff);
  if (summary === null) return null;
  const { purchases, values } = lifetime;
  const days = Math.min(YEAR_DAYS, Math.floor(lifetime.watchedDays));
  const expected = expectedPurchases(purchases, summary, days);
  const random = createRandom(seed);
  const counts: number[] = [];
  const worths: number[] = [];
  for (let future = 0; future < FUTURES; future += 1) {
    const count = drawCount(purchases, summary, days, random);
    counts.push(count);
    if (values !== null) worths.push(drawWorth(values, summary, count, random));
  }
  return {
    days,
    alive: probabilityAlive(purchases, summary),
    orders: { estimate: expected, ...middle(counts) },
    valueCents: values && {
      estimate: expected * expectedMeanValue(values, summary),
      ...middle(worths),
    },
  };
}

/** How many orders one possible future has: rate and leaving are drawn from what the history leaves open. */
function drawCount(model: BgNbd, summary: OrderSummary, days: number, random: Random): number {
  if (random.uniform() >= probabilityAlive(model, summary)) return 0;
  const rate = drawGamma(random, model.r + summary.repeats) / (model.alpha + summary.age);
  const leaving = drawBeta(random, model.a, model.b + summary.repeats);
  let count = 0;
  for (let at = random.exponential(1 / rate); at <= days; at += random.exponential(1 / rate)) {
    count += 1;
    if (random.uniform() < leaving) break;
  }
  return count;
}

function drawWorth(
  { p, q, gamma }: GammaGamma,
  summary: OrderSummary,
  count: number,
  random: Random,
): number {
  if (count === 0) return 0;
  const rate = drawGamma(random, q + p * summary.purchases) / (gamma + summary.purchases * summary.mean);
  return drawGamma(random, p * count) / rate;
}

function middle(draws: readonly number[]): { readonly low: number; readonly high: number } {
  return { low: quantile(draws, 0.025), high: quantile(draws, 0.975) };
}
