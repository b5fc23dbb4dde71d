/** Learns each night how contacts come back and what they spend, and checks it on orders that it did not see. */

import { z } from 'zod';
import { DAY } from '../../domain/clock.ts';
import { knownSince } from '../../domain/event.ts';
import { intervalSchema } from '../../domain/interval-schema.ts';
import { AppError } from '../../errors.ts';
import { expectedPurchases, fitBgNbd } from '../../statistics/bg-nbd.ts';
import { fitGammaGamma } from '../../statistics/gamma-gamma.ts';
import { NORMAL_95 } from '../../statistics/interval.ts';
import { type DatedOrder, type OrderSummary, summariseOrders } from './summarise-orders.ts';

/** Learnt from what came before the last window: orders that then came, and for each that was expected. */
const checkSchema = z.object({
  windowDays: z.number(),
  expected: z.number(),
  came: z.number(),
  observedToExpected: intervalSchema,
});
type LifetimeCheck = z.output<typeof checkSchema>;

/** The two models, their times in days and values in cents, and what they were learnt from. A night keeps it with its result. */
export const lifetimeSchema = z.object({
  purchases: z.object({ r: z.number(), alpha: z.number(), a: z.number(), b: z.number() }),
  /** Null where the orders' worth does not determine it. */
  values: z.object({ p: z.number(), q: z.number(), gamma: z.number() }).nullable(),
  /** Contacts with an order, and those of them who came back. */
  buyers: z.number(),
  repeatBuyers: z.number(),
  /** How far back the orders go. */
  watchedDays: z.number(),
  check: checkSchema.nullable(),
});
export type Lifetime = Readonly<z.output<typeof lifetimeSchema>>;

export interface LifetimeRequest {
  readonly cutoff: number;
  /** How long a stretch at the end is held out for the check. */
  readonly windowDays: number;
}

/** With fewer who came back, four parameters are anybody's guess: see the test that draws shops of this size. */
export const MIN_REPEAT_BUYERS = 100;
/** More say the same in more time: every nth is taken. */
const MOST = 50_000;
/** Fewer that came say nothing of whether the expectation was right. */
const MIN_CHECKED = 10;

/** `orders` are each contact's, oldest first. Throws `invalid` where nothing can be learnt, with what it takes: words that follow "not enough data". */
export function fitLifetime(
  orders: readonly (readonly DatedOrder[])[],
  { cutoff, windowDays }: LifetimeRequest,
): Lifetime {
  const summaries = summariseAll(orders, cutoff);
  const repeatBuyers = summaries.filter(({ repeats }) => repeats > 0).length;
  if (repeatBuyers < MIN_REPEAT_BUYERS)
    throw new AppError(
      'invalid',
      `${count(repeatBuyers)} contacts came back for a second order, and it takes ${MIN_REPEAT_BUYERS}`,
    );
  const sample = thin(summaries);
  const purchases = fitBgNbd(sample);
  if (purchases === null)
    throw new AppError('invalid', 'how contacts come back follows no rule that could be found');
  return {
    purchases,
    values: fitGammaGamma(sample.filter((one) => one.purchases > 0)),
    buyers: summaries.length,
    repeatBuyers,
    watchedDays: summaries.reduce((longest, { age }) => Math.max(longest, age), 0),
    check: checkLast(orders, { cutoff, windowDays }),
  };
}

/** Fits anew without the last window, and compares what that expects with what came. Orders of before that joined since are neither. */
function checkLast(
  all: readonly (readonly DatedOrder[])[],
  { cutoff, windowDays }: LifetimeRequest,
): LifetimeCheck | null {
  const from = cutoff - windowDays * DAY;
  const orders = all.map((own) => own.filter((order) => order.at >= from || knownSince(order) < from));
  const model = fitBgNbd(thin(summariseAll(orders, from)));
  if (model === null) return null;
  let expected = 0;
  let came = 0;
  let variance = 0;
  for (const own of orders) {
    const before = summariseOrders(own, from);
    if (before === null) continue;
    const mean = expectedPurchases(model, before, windowDays);
    const later = summariseOrders(own, cutoff)!.repeats - before.repeats;
    expected += mean;
    came += later;
    variance += (later - mean) ** 2;
  }
  if (came < MIN_CHECKED) return null;
  const margin = NORMAL_95 * Math.sqrt(variance);
  return {
    ...{ windowDays, expected, came },
    observedToExpected: {
      estimate: came / expected,
      low: Math.max(0, came - margin) / expected,
      high: (came + margin) / expected,
    },
  };
}

function summariseAll(orders: readonly (readonly DatedOrder[])[], cutoff: number): OrderSummary[] {
  return orders.flatMap((own) => summariseOrders(own, cutoff) ?? []);
}

function thin<T>(items: readonly T[]): readonly T[] {
  const step = Math.ceil(items.length / MOST);
  return step <= 1 ? items : items.filter((_, index) => index % step === 0);
}

function count(n: number): string {
  return n === 0 ? 'no' : n.toLocaleString('en');
}
