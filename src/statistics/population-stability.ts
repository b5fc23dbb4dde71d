/** How far a distribution has moved, and how far it would seem to move by chance alone. */

import { upperNormalQuantile } from './interval.ts';
import { quantileOfSorted } from './quantile.ts';

const BINS = 10;
/** A column constant until now still has a below and an above. */
const STEP = 1e-6;

/**
 * Upper bounds of bins of about equal size, rising: a bin holds what is above the bound before it and at most its own, and
 * one more bin what is above the last. Fewer than ten where values repeat; each bound leaves something above it.
 */
export function chooseBounds(values: ArrayLike<number>): readonly number[] {
  const sorted = Float64Array.from(values).sort();
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  if (low === high) return [low - STEP * Math.max(1, Math.abs(low)), low];
  const quantiles = Array.from({ length: BINS - 1 }, (_, bin) => lowerQuantile(sorted, (bin + 1) / BINS));
  const bounds = [...new Set(quantiles)].filter((bound) => bound < high);
  return bounds.length > 0 ? bounds : [sorted[sorted.indexOf(high) - 1]!];
}

/** A value that occurs, so that what is equal to it falls into one bin with it. */
function lowerQuantile(sorted: Float64Array, share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))] ?? quantileOfSorted(sorted, share);
}

/** How many values fall into each bin; what is no number falls into the last. */
export function countInBins(values: Iterable<number>, bounds: readonly number[]): number[] {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  for (const value of values) {
    let bin = 0;
    while (bin < bounds.length && !(value <= bounds[bin]!)) bin += 1;
    counts[bin]! += 1;
  }
  return counts;
}

/** A distance between two distributions over the same bins. */
export interface Stability {
  readonly psi: number;
  /** Bins that something fell into, less one. */
  readonly degrees: number;
}

/**
 * The population stability index: the sum over bins of (p - q) ln(p / q), 0 where nothing moved. By custom 0.1 is a
 * moderate and 0.25 a large shift (Siddiqi, "Credit risk scorecards", 2006). Half a count is added to each bin that
 * either has something in, since an empty one would make it infinite.
 */
export function populationStability(reference: readonly number[], current: readonly number[]): Stability {
  const used = reference.flatMap((count, bin) => (count + (current[bin] ?? 0) > 0 ? [bin] : []));
  const of = (counts: readonly number[]) => {
    const total = used.reduce((sum, bin) => sum + counts[bin]! + 0.5, 0);
    return used.map((bin) => (counts[bin]! + 0.5) / total);
  };
  const [p, q] = [of(reference), of(current)];
  const psi = p.reduce((sum, share, at) => sum + (share - q[at]!) * Math.log(share / q[at]!), 0);
  return { psi, degrees: Math.max(0, used.length - 1) };
}

/** How many independent observations stand behind each of the two. */
export interface Sizes {
  readonly reference: number;
  readonly current: number;
}

/** What the index comes to on average when nothing moved: it is about (1/n + 1/m) times a chi-square. */
export function stabilityByChance(degrees: number, { reference, current }: Sizes): number {
  return (1 / reference + 1 / current) * degrees;
}

/**
 * What the index exceeds with probability `alpha` when nothing moved: (1/n + 1/m) times the quantile of chi-square, of
 * which it is asymptotically. Yurdakul, "Statistical properties of population stability index", 2018.
 */
export function stabilityLimit(degrees: number, sizes: Sizes, alpha: number): number {
  if (degrees === 0) return 0;
  return (stabilityByChance(degrees, sizes) / degrees) * chiSquareQuantile(degrees, alpha);
}

/** Exceeded with probability `alpha`. Wilson and Hilferty, PNAS 17 (1931). */
function chiSquareQuantile(degrees: number, alpha: number): number {
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + upperNormalQuantile(alpha) * Math.sqrt(spread)) ** 3;
}
