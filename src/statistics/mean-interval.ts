/** 95% intervals for a mean: Student's t, and the bootstrap for what is far from normal. */

import { type Interval, NORMAL_95, upperNormalQuantile } from './interval.ts';
import { quantileOfSorted } from './quantile.ts';
import { createRandom } from './random.ts';

/** Student's interval for the mean of the values; fewer than two values bound nothing. */
export function meanInterval(values: ArrayLike<number>): Interval {
  const n = values.length;
  const estimate = mean(values);
  if (n < 2) return { estimate, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  let squares = 0;
  for (let i = 0; i < n; i += 1) squares += (values[i]! - estimate) ** 2;
  const halfWidth = studentQuantile95(n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { estimate, low: estimate - halfWidth, high: estimate + halfWidth };
}

/** How the bootstrap is run; the same seed gives the same interval. */
export interface BootstrapOptions {
  readonly seed: number;
  readonly resamples?: number;
}

/**
 * The percentile bootstrap for the mean of the values. For two models on the same rows, hand in the row-wise
 * differences: resampling rows keeps the pairs together.
 * Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979).
 */
export function bootstrapInterval(values: ArrayLike<number>, options: BootstrapOptions): Interval {
  const n = values.length;
  const estimate = mean(values);
  if (n < 2) return { estimate, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const random = createRandom(options.seed);
  const means = new Float64Array(options.resamples ?? 1000);
  for (let r = 0; r < means.length; r += 1) {
    let sum = 0;
    for (let i = 0; i < n; i += 1) sum += values[random.integer(n)]!;
    means[r] = sum / n;
  }
  means.sort();
  return { estimate, low: quantileOfSorted(means, 0.025), high: quantileOfSorted(means, 0.975) };
}

/** The 95 % interval of the mean of the first minus the second, row by row over the same rows (paired bootstrap). */
export function pairedInterval(first: ArrayLike<number>, second: ArrayLike<number>, seed: number): Interval {
  const differences = Float64Array.from({ length: first.length }, (_, row) => first[row]! - second[row]!);
  return bootstrapInterval(differences, { seed });
}

/** An interval of another level than 95 %: `level` is the chance that it holds the truth. */
export interface LevelInterval extends Interval {
  readonly level: number;
}

/**
 * The interval for the mean that misses it on either side with probability `tail`, however small, which resampling could
 * not show: the normal one, corrected for skewness. Differences of log loss are skewed, since who is too sure gains little
 * often and loses much seldom. Hall, "On the removal of skewness by transformation", JRSS B 54 (1992), the cubic one.
 */
export function skewedMeanInterval(values: ArrayLike<number>, tail: number): LevelInterval {
  const n = values.length;
  const estimate = mean(values);
  const level = 1 - 2 * tail;
  if (n < 2) return { estimate, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, level };
  let [squares, cubes] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    const distance = values[i]! - estimate;
    squares += distance ** 2;
    cubes += distance ** 3;
  }
  const error = Math.sqrt(squares / (n - 1) / n);
  const skewness = squares === 0 ? 0 : cubes / n / (squares / n) ** 1.5;
  const a = skewness / (3 * Math.sqrt(n));
  const undo = (x: number) => (a === 0 ? x : (Math.cbrt(1 + 3 * a * (x - a / 2)) - 1) / a);
  const quantile = upperNormalQuantile(tail);
  return {
    estimate,
    low: estimate - error * undo(quantile),
    high: estimate - error * undo(-quantile),
    level,
  };
}

/** The mean; NaN of no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i]!;
  return sum / values.length;
}

/** The 0.975 quantile of Student's t: Cornish-Fisher terms, Abramowitz and Stegun 26.7.5; exact for 1 and 2. */
function studentQuantile95(degrees: number): number {
  if (degrees === 1) return 12.706204736;
  if (degrees === 2) return 4.30265273;
  const x = NORMAL_95;
  const g1 = (x ** 3 + x) / 4;
  const g2 = (5 * x ** 5 + 16 * x ** 3 + 3 * x) / 96;
  const g3 = (3 * x ** 7 + 19 * x ** 5 + 17 * x ** 3 - 15 * x) / 384;
  const g4 = (79 * x ** 9 + 776 * x ** 7 + 1482 * x ** 5 - 1920 * x ** 3 - 945 * x) / 92_160;
  return x + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3 + g4 / degrees ** 4;
}
