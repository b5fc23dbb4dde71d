/** Refuses trials from which no uplift can be learnt, and says what to do about it. */

import { checkTrainingSets } from '../check-training-set.ts';
import { takeRows } from '../take-rows.ts';
import type { UpliftSet } from './uplift-set.ts';

/** Throws `invalid` unless each arm shows both outcomes. */
export function checkArms(set: UpliftSet): void {
  for (const group of [0, 1] as const) {
    const arm = takeRows(set, rowsOf(set, group));
    checkTrainingSets(arm, arm);
  }
}

/** The numbers of the rows of those who were treated, or not. */
export function rowsOf({ treated }: UpliftSet, group: 0 | 1): number[] {
  return [...treated.keys()].filter((row) => treated[row] === group);
}
