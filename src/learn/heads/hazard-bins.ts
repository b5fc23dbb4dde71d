/** Times as discrete hazards see them: the bins, which of them were survived, and the one in which it happened. */

import { quantileOfSorted } from '../../statistics/quantile.ts';
import type { HeadSet, HeadTerms } from './heads.ts';

/** More bins than events to fill them say nothing; as many as in the papers do no harm. */
const BINS = 12;
const LEAST_BIN_DAYS = 1;

/**
 * Days, rising to the horizon, between which a survival curve is straight. Where events are frequent bins are narrow: quantiles of the
 * days to orders that came.
 */
export function chooseEdges({ nextOrderDays, ordered }: HeadSet, { horizonDays }: HeadTerms): number[] {
  const days = Float64Array.from(nextOrderDays)
    .filter((_, row) => ordered[row]! > 0.5)
    .sort();
  const edges: number[] = [];
  for (let bin = 1; bin < BINS; bin += 1) {
    const edge = quantileOfSorted(days, bin / BINS);
    if (edge - (edges.at(-1) ?? 0) >= LEAST_BIN_DAYS && horizonDays - edge >= LEAST_BIN_DAYS)
      edges.push(edge);
  }
  return [...edges, horizonDays];
}

/**
 * The bin of an event, and how many whole bins came before it without one; edges rise, the first bin begins at 0. An event beyond
 * the last edge was seen to survive all. Who was watched for half of a bin or more counts as having survived it (Gensheimer and
 * Narasimhan, "A scalable discrete-time survival model for neural networks", PeerJ 7, 2019).
 */
export function findBin(
  days: number,
  happened: boolean,
  edges: readonly number[],
): { readonly survived: number; readonly event: number } {
  const whole = edges.filter((edge) => edge < days || (edge === days && !happened)).length;
  if (happened) return { survived: whole, event: whole < edges.length ? whole : -1 };
  const middle = ((edges[whole - 1] ?? 0) + (edges[whole] ?? Number.POSITIVE_INFINITY)) / 2;
  return { survived: whole + (days >= middle ? 1 : 0), event: -1 };
}
