/** What every interval of this folder looks like, and the normal quantile that makes it a 95% one. */

/** An estimate with the bounds of its 95% interval. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** The 0.975 quantile of the standard normal distribution: two-sided 95%. */
export const NORMAL_95 = 1.959963984540054;
