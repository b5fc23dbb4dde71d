/** What all contacts together are expected to do within the next outcome window. */

import type { Score } from '../domain/model-run.ts';
import type { Estimate } from '../domain/strategy.ts';

export interface Forecast {
  readonly cutoff: number;
  readonly contacts: number;
  readonly buyers: Estimate;
  readonly revenueCents: Estimate;
  /** Former buyers whose probability is below half the base rate. */
  readonly atRisk: number;
  /** Contacts at three times the base rate or more. */
  readonly aboutToBuy: number;
  readonly likeliest: readonly Score[];
}

/** 97.5 % quantile of the normal distribution. */
const Z = 1.96;
const ABOUT_TO_BUY = 3;
const AT_RISK = 0.5;

/**
 * Adds up the scores, best first as the store gives them; null when there are none. Buyers are a Poisson-binomial count:
 * mean the sum of p, variance the sum of p(1 - p). Revenue: each buyer brings the mean of the contact's own orders, or
 * the mean over all buyers where there is none; one order each. The intervals hold chance, not the model's error.
 */
export async function forecastWindow(
  scores: AsyncIterable<Score>,
  { baseRate, likeliest }: { readonly baseRate: number; readonly likeliest: number },
): Promise<Forecast | null> {
  const first: Score[] = [];
  const rows: { probability: number; orderCents: number }[] = [];
  let atRisk = 0;
  let aboutToBuy = 0;
  for await (const score of scores) {
    if (first.length < likeliest) first.push(score);
    const probability = score.conversionProbability;
    if (probability >= ABOUT_TO_BUY * baseRate) aboutToBuy += 1;
    if ((score.features['orderCount'] ?? 0) > 0 && probability < AT_RISK * baseRate) atRisk += 1;
    rows.push({ probability, orderCents: score.features['meanOrderCents'] ?? 0 });
  }
  const [top] = first;
  if (top === undefined) return null;
  return { cutoff: top.cutoff, contacts: rows.length, ...addUp(rows), atRisk, aboutToBuy, likeliest: first };
}

function addUp(rows: readonly { readonly probability: number; readonly orderCents: number }[]) {
  const known = rows.filter(({ orderCents }) => orderCents > 0);
  const usual = known.reduce((sum, { orderCents }) => sum + orderCents, 0) / Math.max(known.length, 1);
  let buyers = 0;
  let buyersVariance = 0;
  let revenue = 0;
  let revenueVariance = 0;
  for (const { probability, orderCents } of rows) {
    const cents = orderCents > 0 ? orderCents : usual;
    const variance = probability * (1 - probability);
    buyers += probability;
    buyersVariance += variance;
    revenue += probability * cents;
    revenueVariance += variance * cents * cents;
  }
  return { buyers: estimate(buyers, buyersVariance), revenueCents: estimate(revenue, revenueVariance) };
}

function estimate(value: number, variance: number): Estimate {
  const margin = Z * Math.sqrt(variance);
  return { value, low: Math.max(0, value - margin), high: value + margin };
}
