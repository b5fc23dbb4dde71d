/** What uplift is learnt from. */

import type { TrainingSet } from '../model.ts';
import { takeRows } from '../take-rows.ts';

/** Rows of a randomised test: whoever was treated was drawn by lot. */
export interface UpliftSet extends TrainingSet {
  /** 1 if treated, else 0. */
  readonly treated: Uint8Array;
}

/** The rows with these numbers, in that order, copied. */
export function takeUpliftRows(set: UpliftSet, rows: readonly number[]): UpliftSet {
  return { ...takeRows(set, rows), treated: Uint8Array.from(rows, (row) => set.treated[row]!) };
}
