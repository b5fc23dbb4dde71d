/** Ridge regression of a number on scaled features. */

import { z } from 'zod';
import type { TrainingSet } from '../model.ts';
import { learnScaling, SCALING, scaleFeatures } from '../scale-features.ts';
import { solvePositive } from '../solve-positive.ts';

/** One more than nothing: columns that say the same share their weight. */
const L2 = 1;

/** The intercept comes last. */
export const RIDGE = z.object({ scaling: SCALING, weights: z.array(z.number()) });
type RidgeWeights = z.output<typeof RIDGE>;

/** The weights with the least sum of squares plus 1 times the squared weights; the intercept is free. */
export function fitRidgeWeights(set: TrainingSet, targets: Float64Array): RidgeWeights {
  const scaling = learnScaling(set, [...set.featureNames.keys()]);
  const x = scaleFeatures(scaling, set.x, set.rows);
  const width = set.featureNames.length;
  const size = width + 1;
  const gram = Array.from({ length: size }, () => new Float64Array(size));
  const right = new Float64Array(size);
  const input = new Float64Array(size).fill(1);
  for (let row = 0; row < set.rows; row += 1) {
    for (let i = 0; i < width; i += 1) input[i] = x[row * width + i]!;
    for (let i = 0; i < size; i += 1) {
      right[i]! += input[i]! * targets[row]!;
      for (let j = 0; j < size; j += 1) gram[i]![j]! += input[i]! * input[j]!;
    }
  }
  for (let i = 0; i < size; i += 1) gram[i]![i]! += i < width ? L2 : 1e-9;
  return { scaling, weights: [...solvePositive(gram, right)] };
}

/** The fitted number of each row. */
export function predictRidge(
  { scaling, weights }: RidgeWeights,
  x: Float32Array,
  rows: number,
): Float32Array {
  const scaled = scaleFeatures(scaling, x, rows);
  const width = weights.length - 1;
  return Float32Array.from({ length: rows }, (_, row) => {
    let sum = weights[width]!;
    for (let i = 0; i < width; i += 1) sum += weights[i]! * scaled[row * width + i]!;
    return sum;
  });
}
