/** Some rows of a training set. */

import type { TrainingSet } from './model.ts';

/** The rows with these numbers, in that order, copied. */
export function takeRows({ featureNames, x, y }: TrainingSet, rows: readonly number[]): TrainingSet {
  const width = featureNames.length;
  const taken = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    taken.set(x.subarray(row * width, (row + 1) * width), at * width);
  });
  return { featureNames, rows: rows.length, x: taken, y: Uint8Array.from(rows, (row) => y[row]!) };
}
