/** 95% intervals for a proportion and for the difference of two. */

import { type Interval, NORMAL_95 } from './interval.ts';

/**
 * The Wilson score interval for a proportion; no trials give 0 to 1, as nothing is known.
 * Wilson, JASA 22 (1927); recommended by Newcombe, Statistics in Medicine 17 (1998), 857-872, method 3.
 */
export function wilsonInterval(successes: number, trials: number): Interval {
  if (trials === 0) return { estimate: Number.NaN, low: 0, high: 1 };
  const estimate = successes / trials;
  const z2 = NORMAL_95 ** 2;
  const centre = 2 * successes + z2;
  const spread = NORMAL_95 * Math.sqrt(z2 + 4 * successes * (1 - estimate));
  const divisor = 2 * (trials + z2);
  return {
    estimate,
    low: Math.max(0, (centre - spread) / divisor),
    high: Math.min(1, (centre + spread) / divisor),
  };
}

/** A count of successes among trials. */
export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

/**
 * The interval for `first` minus `second`, independent samples.
 * Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10: Wilson's intervals, squared and added.
 */
export function newcombeInterval(first: Proportion, second: Proportion): Interval {
  const a = wilsonInterval(first.successes, first.trials);
  const b = wilsonInterval(second.successes, second.trials);
  if (first.trials === 0 || second.trials === 0) return { estimate: Number.NaN, low: -1, high: 1 };
  const estimate = a.estimate - b.estimate;
  return {
    estimate,
    low: estimate - Math.hypot(a.estimate - a.low, b.high - b.estimate),
    high: estimate + Math.hypot(a.high - a.estimate, b.estimate - b.low),
  };
}
