/** Puts what is known of each contact side by side, and what is usual in the shop beside that. */

import { DAY } from '../domain/clock.ts';
import type { Score } from '../domain/model-run.ts';
import { median, quantile } from '../statistics/quantile.ts';
import { estimateFromRecency } from './estimate-from-recency.ts';
import { gapsBetween } from './gaps-between.ts';
import { measureReorderGaps } from './measure-reorders.ts';
import type { Candidate, Shop, StrategyInput } from './strategy-input.ts';
import type { PurchaseSummary } from './summarise-purchases.ts';

/** Fewer gaps than this say nothing of a shop's rhythm. */
const MIN_GAPS = 5;

/**
 * The contacts as candidates, with the champion's probability. Without a champion it is estimated from recency; null
 * when the history is too short for that as well. Contacts that the champion did not score are left out.
 */
export function viewContacts(input: StrategyInput): readonly Candidate[] | null {
  const scores = new Map(input.scores.map((score) => [score.contactId, score]));
  const estimate = input.champion === null ? estimateFromRecency(input.purchases, input.settings) : null;
  if (input.champion === null && estimate === null) return null;
  const candidates: Candidate[] = [];
  for (const summary of input.purchases) {
    const score = input.champion === null ? null : (scores.get(summary.contactId) ?? null);
    const probability = score?.conversionProbability ?? estimate?.(summary);
    if (probability !== undefined) candidates.push(viewContact(summary, { input, score, probability }));
  }
  return candidates;
}

function viewContact(
  { contactId, orders, lastActiveAt, lastMailedAt }: PurchaseSummary,
  known: { readonly input: StrategyInput; readonly score: Score | null; readonly probability: number },
): Candidate {
  const { now, today } = known.input.settings;
  const gaps = gapsBetween(orders.map((order) => order.at));
  const last = orders.at(-1);
  return {
    contactId,
    reachability: known.input.reachability.get(contactId) ?? 'no address',
    orders,
    daysSinceOrder: daysBetween(last?.at ?? null, now),
    daysSinceActive: daysBetween(lastActiveAt, now),
    daysSinceMailed: daysBetween(lastMailedAt, today),
    awaitsEmail: known.input.awaitingEmail.has(contactId),
    ownGapDays: gaps.length === 0 ? null : median(gaps),
    probability: known.probability,
    score: known.score,
  };
}

function daysBetween(at: number | null, now: number): number | null {
  return at === null ? null : (now - at) / DAY;
}

/** What is usual in the shop, counted over all contacts. */
export function viewShop(candidates: readonly Candidate[], input: StrategyInput): Shop {
  const buyers = candidates.filter(({ orders }) => orders.length > 0);
  const gaps = buyers.flatMap(({ orders }) => gapsBetween(orders.map((order) => order.at)));
  const orders = buyers.flatMap((buyer) => buyer.orders);
  const orderValues = orders.flatMap(({ amountCents }) => (amountCents === null ? [] : [amountCents]));
  return {
    now: input.settings.now,
    outcomeWindowDays: input.settings.outcomeWindowDays,
    ...{ products: input.products, popular: input.popular },
    champion: input.champion,
    gaps:
      gaps.length < MIN_GAPS
        ? null
        : { medianDays: median(gaps), lateDays: quantile(gaps, 0.9), count: gaps.length },
    reorderGaps: measureReorderGaps(buyers),
    orderCount: orders.length,
    buyerCount: buyers.length,
    orderValues,
    meanOrderCents: orderValues.reduce((sum, cents) => sum + cents, 0) / Math.max(1, orderValues.length),
    medianBuyerProbability: median(buyers.map(({ probability }) => probability)),
  };
}
