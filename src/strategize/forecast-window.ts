/** What all contacts together are expected to do within the next outcome window. */

import type { Score } from '../domain/model-run.ts';
import type { Estimate } from '../domain/strategy.ts';
import { addUpOrders } from './add-up-orders.ts';
import { ABOUT_TO_BUY, AT_RISK, LEAVING } from './at-risk.ts';

export interface Forecast {
  readonly cutoff: number;
  readonly contacts: number;
  readonly buyers: Estimate;
  readonly revenueCents: Estimate;
  /** Former buyers whose probability is below half the base rate. */
  readonly atRisk: number;
  /** Former buyers who are more likely than not to leave; null where nothing foretells that. */
  readonly leaving: number | null;
  /** Contacts at three times the base rate or more. */
  readonly aboutToBuy: number;
  readonly likeliest: readonly Score[];
  /** Of those at risk, by leaving where that is foretold, the ones with most orders. */
  readonly mostLost: readonly Score[];
}

/** Adds up the scores (see `addUpOrders`), best first as the store gives them; null when there are none. */
export async function forecastWindow(
  scores: AsyncIterable<Score>,
  { baseRate, likeliest }: { readonly baseRate: number; readonly likeliest: number },
): Promise<Forecast | null> {
  const first: Score[] = [];
  const sum = addUpOrders();
  let contacts = 0;
  let atRisk = 0;
  let unlikely: readonly Score[] = [];
  let leavers: readonly Score[] = [];
  let leaving: number | null = null;
  let aboutToBuy = 0;
  for await (const score of scores) {
    if (first.length < likeliest) first.push(score);
    const probability = score.conversionProbability;
    if (probability >= ABOUT_TO_BUY * baseRate) aboutToBuy += 1;
    if (ordersOf(score) > 0 && probability < AT_RISK * baseRate) {
      atRisk += 1;
      unlikely = keepMost(unlikely, score, likeliest);
    }
    const leaves = score.heads?.leaves ?? null;
    if (leaves !== null) leaving = (leaving ?? 0) + (leaves > LEAVING ? 1 : 0);
    if (leaves !== null && leaves > LEAVING) leavers = keepMost(leavers, score, likeliest);
    sum.add(probability, score.features['meanOrderCents'] ?? 0);
    contacts += 1;
  }
  const [top] = first;
  if (top === undefined) return null;
  return {
    cutoff: top.cutoff,
    contacts,
    buyers: sum.buyers(),
    revenueCents: sum.revenueCents(),
    atRisk,
    leaving,
    aboutToBuy,
    likeliest: first,
    mostLost: leaving === null ? unlikely : leavers,
  };
}

function ordersOf({ features }: Score): number {
  return features['orderCount'] ?? 0;
}

/** The few with most orders so far; of equals whoever came first. */
function keepMost(kept: readonly Score[], score: Score, few: number): readonly Score[] {
  if (kept.length === few && ordersOf(kept.at(-1)!) >= ordersOf(score)) return kept;
  return [...kept, score].sort((a, b) => ordersOf(b) - ordersOf(a)).slice(0, few);
}
