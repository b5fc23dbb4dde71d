/** Whether a network can go on from another's weights. */

import type { Model, TrainingSet } from './model.ts';

/**
 * The other one, if its weights mean the same in this one: built with the same options, trained on features of the same names
 * in the same order. Its scaling and bins go with them. Else null.
 */
export function findStart<T extends Model>(model: T, other: T, training: TrainingSet): T | null {
  // Options are read by a schema, which puts them into its own order.
  const isAlike =
    JSON.stringify(model.config) === JSON.stringify(other.config) &&
    JSON.stringify(training.featureNames) === JSON.stringify(other.inputs.featureNames);
  return isAlike ? other : null;
}
