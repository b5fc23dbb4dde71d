/** What every interval of this folder looks like, and the normal quantile that makes it a 95% one. */

/** An estimate with the bounds of its 95% interval. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** The 0.975 quantile of the standard normal distribution: two-sided 95%. */
export const NORMAL_95 = 1.959963984540054;

/** Exceeded with probability `alpha` (at most a half). Abramowitz and Stegun 26.2.23, error below 0.00045. */
export function upperNormalQuantile(alpha: number): number {
  const t = Math.sqrt(-2 * Math.log(alpha));
  return (
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  );
}
