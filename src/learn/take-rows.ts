/** Some rows of a training set. */

import type { TrainingSet } from './model.ts';

/** The rows with these numbers, in that order, copied. */
export function takeRows(set: TrainingSet, rows: readonly number[]): TrainingSet {
  const y = Uint8Array.from(rows, (row) => set.y[row]!);
  return { featureNames: set.featureNames, rows: rows.length, x: takeFeatures(set, rows), y };
}

/** Their features alone. */
export function takeFeatures(
  { featureNames, x }: Pick<TrainingSet, 'featureNames' | 'x'>,
  rows: readonly number[],
): Float32Array {
  const width = featureNames.length;
  const taken = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    taken.set(x.subarray(row * width, (row + 1) * width), at * width);
  });
  return taken;
}
