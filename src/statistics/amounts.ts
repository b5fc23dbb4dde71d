/** How well amounts were foretold of which most are nothing and a few are very large. */

import type { Interval } from './interval.ts';
import { quantileOfSorted } from './quantile.ts';
import { createRandom } from './random.ts';

/** Forecasts are kept this far from 0, so that one surprise does not cost infinity. */
const LEAST = 1;

/**
 * Each row's Tweedie deviance of power 1.5, between Poisson's and the gamma's: least in expectation where the mean is foretold, as
 * the squared error, but not decided by a handful of large orders; 0 where a forecast is met. Jorgensen, "The theory of dispersion
 * models" (1997); consistent for the mean: Gneiting, Journal of the American Statistical Association 106 (2011).
 */
export function rowTweedie(amounts: ArrayLike<number>, foretold: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: amounts.length }, (_, row) => {
    const root = Math.sqrt(Math.max(LEAST, foretold[row]!));
    return (4 * (root - Math.sqrt(Math.max(0, amounts[row]!))) ** 2) / root;
  });
}

/** The mean distance of forecast and amount. A mean is not what makes it least: of amounts that are mostly 0 that is nothing. */
export function meanAbsoluteError(amounts: ArrayLike<number>, foretold: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < amounts.length; row += 1) sum += Math.abs(amounts[row]! - foretold[row]!);
  return sum / amounts.length;
}

/**
 * How much of what the best possible order of rows would gather is gathered by that of the forecasts: 1 for the same order, 0 for
 * none. Normalised Gini of Wang, Liu and Miao, arXiv:1912.07753 (2019), section 4. Ties share. NaN of amounts that are all alike.
 */
export function normalisedGini(amounts: ArrayLike<number>, foretold: ArrayLike<number>): number {
  return giniBy(amounts, foretold) / giniBy(amounts, amounts);
}

function giniBy(amounts: ArrayLike<number>, keys: ArrayLike<number>): number {
  const n = amounts.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => keys[b]! - keys[a]!);
  let total = 0;
  for (let row = 0; row < n; row += 1) total += amounts[row]!;
  let gathered = 0;
  let area = 0;
  for (let at = 0; at < n; ) {
    const start = at;
    const before = gathered;
    for (; at < n && keys[order[at]!] === keys[order[start]!]; at += 1) gathered += amounts[order[at]!]!;
    area += ((at - start) / n) * ((before + gathered) / 2 / total);
  }
  return 2 * area - 1;
}

/** What came for each unit foretold, in all, with the 95 % interval of resampled rows (percentile bootstrap); above 1: more came. */
export function totalToForetold(
  amounts: ArrayLike<number>,
  foretold: ArrayLike<number>,
  { seed, resamples = 1000 }: { readonly seed: number; readonly resamples?: number },
): Interval {
  const n = amounts.length;
  const ratio = (draw: (at: number) => number) => {
    let [came, expected] = [0, 0];
    for (let at = 0; at < n; at += 1) {
      const row = draw(at);
      came += amounts[row]!;
      expected += foretold[row]!;
    }
    return came / expected;
  };
  const random = createRandom(seed);
  const drawn = Float64Array.from({ length: resamples }, () => ratio(() => random.integer(n))).sort();
  return {
    estimate: ratio((at) => at),
    low: quantileOfSorted(drawn, 0.025),
    high: quantileOfSorted(drawn, 0.975),
  };
}
