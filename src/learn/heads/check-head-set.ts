/** Refuses rows that no rung of heads can learn from or speak of, and says what to do about it. */

import { AppError } from '../../errors.ts';
import { checkRows, checkWidth } from '../check-training-set.ts';
import type { FeatureSet } from '../model.ts';
import type { HeadSet } from './heads.ts';

/** Throws `invalid` where there is no row, or not as many labels of each kind as rows. */
export function checkHeadSet(set: HeadSet, name: string): void {
  const { bought, valueCents, leaves, nextOrderDays, ordered } = set;
  for (const labels of [bought, valueCents, leaves, nextOrderDays, ordered]) checkRows(set, labels, name);
}

/** Throws `invalid` where these are of other features than what foretells them learnt from, or in another order. */
export function checkInputs(featureNames: readonly string[], inputs: FeatureSet): void {
  checkWidth(inputs.x, inputs.rows, featureNames.length);
  if (inputs.featureNames.join() === featureNames.join()) return;
  throw new AppError(
    'invalid',
    'These rows are of other features than what foretells them. Compute the features in its own list and order, or train again.',
  );
}
