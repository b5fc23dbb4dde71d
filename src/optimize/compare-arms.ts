/** The difference between treated and holdout of one campaign. */

import type { Arm } from '../domain/outcome.ts';
import type { Estimate } from '../domain/strategy.ts';
import { newcombeInterval } from '../statistics/proportion-interval.ts';

/** Conversion rate of the treated minus that of the holdout, with Newcombe's 95% interval; null while an arm is empty. */
export function compareArms(treated: Arm, holdout: Arm): Estimate | null {
  if (treated.contacts === 0 || holdout.contacts === 0) return null;
  const { estimate, low, high } = newcombeInterval(
    { successes: treated.converted, trials: treated.contacts },
    { successes: holdout.converted, trials: holdout.contacts },
  );
  return { value: estimate, low, high };
}
