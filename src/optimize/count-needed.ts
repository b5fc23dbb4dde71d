/** How many contacts it takes to tell two conversion rates apart. */

import { NORMAL_95 } from '../statistics/interval.ts';

/** The 0.8 quantile of the standard normal distribution: a power of 80%. */
const NORMAL_80 = 0.8416212335729143;

/** Two rates, and how many are held out for each who is treated. */
export interface PlannedComparison {
  readonly treatedRate: number;
  readonly holdoutRate: number;
  readonly holdoutPerTreated: number;
}

/**
 * How many treated and held-out contacts it takes to find this difference at the 5% level, two-sided, with 80% power;
 * null when there is no difference to find. Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions",
 * 3rd edition (2003), formula 4.18 for unequal sizes, without the continuity correction.
 */
export function countNeeded(
  plan: PlannedComparison,
): { readonly treated: number; readonly holdout: number } | null {
  const { treatedRate: p, holdoutRate: q, holdoutPerTreated: ratio } = plan;
  if (p === q) return null;
  const pooled = (p + ratio * q) / (1 + ratio);
  const underNone = NORMAL_95 * Math.sqrt((1 + 1 / ratio) * pooled * (1 - pooled));
  const underDifference = NORMAL_80 * Math.sqrt(p * (1 - p) + (q * (1 - q)) / ratio);
  const treated = ((underNone + underDifference) / (p - q)) ** 2;
  return { treated: Math.ceil(treated), holdout: Math.ceil(treated * ratio) };
}
