/** Whether a network can go on from another's weights. */

import type { Model, TrainingSet } from './model.ts';

/**
 * The other one, if its weights mean the same in this one: built with the same options but for how long it was trained, on
 * features of the same names in the same order. Its scaling and bins go with them. Else null.
 */
export function findStart<T extends Model>(model: T, other: T, training: TrainingSet): T | null {
  const isAlike =
    describeOptions(model) === describeOptions(other) &&
    JSON.stringify(training.featureNames) === JSON.stringify(other.inputs.featureNames);
  return isAlike ? other : null;
}

/** Options are read by a schema, which puts them into its own order. What a search tries gets fewer epochs. */
function describeOptions({ config }: Model): string {
  const { epochs: _, ...others } = config;
  return JSON.stringify(others);
}
