/** What an audience is expected to order within the outcome window, with an interval. */

import { type MeasuredEffect, MIN_ARM_CONTACTS } from '../domain/outcome.ts';
import type { Estimate } from '../domain/strategy.ts';
import { quantileOfSorted } from '../statistics/quantile.ts';
import { createRandom } from '../statistics/random.ts';
import type { Candidate, Pick, Shop } from './strategy-input.ts';

/** Enough draws for the 2.5% and 97.5% quantiles; fewer for large audiences, whose sums vary little. */
const MAX_DRAWS = 1000;
const MIN_DRAWS = 200;
const MAX_MEMBER_DRAWS = 4_000_000;

export interface Expectation {
  readonly orders: Estimate;
  readonly revenueCents: Estimate;
  /** The orders in it that the e-mail itself is expected to add; null while that was never measured. */
  readonly added: Estimate | null;
  /** How many of the audience are expected to be mailed. */
  readonly mailed: number;
  /** What one order of the audience brings on average. */
  readonly orderValueCents: number;
  /** Members without an order of their own whose amount is known: the shop's orders stand in for theirs. */
  readonly withShopValue: number;
}

interface Member {
  readonly probability: number;
  /** What an order of this contact may bring, in cents, and the mean of it. */
  readonly values: readonly number[];
  readonly mean: number;
}

/** Whether both arms are large enough to speak of an effect of the kind. */
export function isMeasured(
  effect: MeasuredEffect | undefined,
): effect is MeasuredEffect & { readonly uplift: Estimate } {
  if (effect === undefined || effect.uplift === null) return false;
  return effect.treated.contacts >= MIN_ARM_CONTACTS && effect.holdout.contacts >= MIN_ARM_CONTACTS;
}

/**
 * Orders: the sum of the probabilities of those who will be mailed (a Poisson-binomial count, each contact once), plus
 * the measured uplift of the kind where there is one. Revenue: an order brings the mean of the contact's own orders,
 * else of the shop's. The intervals hold 95% of seeded draws of who is mailed, who orders, and which of the past order
 * values comes again; the uplift's interval is joined to them in squares (Zou and Donner, Statistics in Medicine 27,
 * 2008). They hold chance, not the chance that the model is wrong.
 */
export function expectOutcome(
  picks: readonly Pick[],
  known: {
    readonly shop: Shop;
    readonly holdoutShare: number;
    readonly seed: number;
    readonly effect: MeasuredEffect | undefined;
  },
): Expectation {
  const members = picks.map(({ candidate }) => toMember(candidate, known.shop));
  const mailedShare = 1 - known.holdoutShare;
  const mailed = members.length * mailedShare;
  const baseline = drawBaseline(members, mailedShare, known.seed);
  const orderValueCents = baseline.orders.value > 0 ? baseline.revenueCents.value / baseline.orders.value : 0;
  const added = isMeasured(known.effect) ? scale(known.effect.uplift, mailed) : null;
  const counted = added ?? { value: 0, low: 0, high: 0 };
  return {
    orders: add(baseline.orders, counted),
    revenueCents: add(baseline.revenueCents, scale(counted, orderValueCents)),
    added,
    mailed,
    orderValueCents,
    withShopValue: members.filter(({ values }) => values === known.shop.orderValues).length,
  };
}

function toMember({ probability, orders }: Candidate, shop: Shop): Member {
  const own = orders.flatMap(({ amountCents }) => (amountCents === null ? [] : [amountCents]));
  if (own.length === 0) return { probability, values: shop.orderValues, mean: shop.meanOrderCents };
  return { probability, values: own, mean: own.reduce((sum, value) => sum + value, 0) / own.length };
}

/** What would be ordered going by the probabilities alone: exact means, and intervals from draws. */
function drawBaseline(
  members: readonly Member[],
  mailedShare: number,
  seed: number,
): { readonly orders: Estimate; readonly revenueCents: Estimate } {
  const random = createRandom(seed);
  const draws = Math.max(MIN_DRAWS, Math.min(MAX_DRAWS, Math.floor(MAX_MEMBER_DRAWS / members.length)));
  const orders = new Float64Array(draws);
  const revenue = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    for (const { probability, values } of members) {
      if (random.uniform() >= probability * mailedShare) continue;
      orders[draw]! += 1;
      if (values.length > 0) revenue[draw]! += values[random.integer(values.length)]!;
    }
  }
  const sum = (of: (member: Member) => number) => members.reduce((total, member) => total + of(member), 0);
  return {
    orders: toEstimate(mailedShare * sum(({ probability }) => probability), orders),
    revenueCents: toEstimate(mailedShare * sum(({ probability, mean }) => probability * mean), revenue),
  };
}

function toEstimate(value: number, draws: Float64Array): Estimate {
  draws.sort();
  const [low, high] = [quantileOfSorted(draws, 0.025), quantileOfSorted(draws, 0.975)];
  return { value, low: Math.min(value, low), high: Math.max(value, high) };
}

function scale({ value, low, high }: Estimate, by: number): Estimate {
  return { value: value * by, low: low * by, high: high * by };
}

/** The sum of two independent estimates; orders and revenue do not fall below nothing. */
function add(a: Estimate, b: Estimate): Estimate {
  const value = a.value + b.value;
  return {
    value: Math.max(0, value),
    low: Math.max(0, value - Math.hypot(a.value - a.low, b.value - b.low)),
    high: Math.max(0, value + Math.hypot(a.high - a.value, b.high - b.value)),
  };
}
