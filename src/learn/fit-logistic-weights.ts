/** Logistic regression by Newton's method (iteratively reweighted least squares), for a handful of columns. */

import { sigmoid } from '../statistics/sigmoid.ts';
import { solvePositive } from './solve-positive.ts';

const MAXIMUM_STEPS = 50;

/**
 * The weights that minimise the summed log loss plus `l2` / 2 times the squared weights; the intercept comes last and
 * is not penalised. Newton's steps are halved until they help, so that it converges from anywhere.
 * McCullagh and Nelder, "Generalized Linear Models" (1989), section 4.4.
 */
export function fitLogisticWeights(
  x: Float32Array,
  labels: ArrayLike<number>,
  l2: number,
): Float64Array<ArrayBuffer> {
  const width = x.length / labels.length;
  let weights = new Float64Array(width + 1);
  let loss = penalisedLoss(weights, x, labels, l2);
  for (let step = 0; step < MAXIMUM_STEPS; step += 1) {
    const { gradient, hessian } = differentiate(weights, x, labels, l2);
    const direction = solvePositive(hessian, gradient);
    let improved: { weights: Float64Array<ArrayBuffer>; loss: number } | undefined;
    for (let size = 1; size > 1e-6 && !improved; size /= 2) {
      const next = weights.map((weight, i) => weight - size * direction[i]!);
      const nextLoss = penalisedLoss(next, x, labels, l2);
      if (nextLoss < loss) improved = { weights: next, loss: nextLoss };
    }
    if (!improved) break;
    const gain = loss - improved.loss;
    ({ weights, loss } = improved);
    if (gain < 1e-10 * loss) break;
  }
  return weights;
}

/** The probability of a positive for each row. */
export function predictLogistic(weights: ArrayLike<number>, x: Float32Array, rows: number): Float32Array {
  return Float32Array.from({ length: rows }, (_, row) => sigmoid(logitOf(weights, x, row)));
}

function logitOf(weights: ArrayLike<number>, x: Float32Array, row: number): number {
  const width = weights.length - 1;
  let logit = weights[width]!;
  for (let i = 0; i < width; i += 1) logit += weights[i]! * x[row * width + i]!;
  return logit;
}

function penalisedLoss(
  weights: Float64Array,
  x: Float32Array,
  labels: ArrayLike<number>,
  l2: number,
): number {
  let loss = 0;
  for (let row = 0; row < labels.length; row += 1) {
    const logit = logitOf(weights, x, row);
    loss += Math.max(logit, 0) - logit * labels[row]! + Math.log1p(Math.exp(-Math.abs(logit)));
  }
  for (let i = 0; i < weights.length - 1; i += 1) loss += (l2 / 2) * weights[i]! ** 2;
  return loss;
}

function differentiate(weights: Float64Array, x: Float32Array, labels: ArrayLike<number>, l2: number) {
  const size = weights.length;
  const gradient = new Float64Array(size);
  const hessian = Array.from({ length: size }, () => new Float64Array(size));
  const input = new Float64Array(size).fill(1);
  for (let row = 0; row < labels.length; row += 1) {
    const p = sigmoid(logitOf(weights, x, row));
    for (let i = 0; i < size - 1; i += 1) input[i] = x[row * (size - 1) + i]!;
    for (let i = 0; i < size; i += 1) {
      gradient[i]! += (p - labels[row]!) * input[i]!;
      const own = p * (1 - p) * input[i]!;
      const line = hessian[i]!;
      // Half of it will do: the other half is the same.
      for (let j = 0; j <= i; j += 1) line[j]! += own * input[j]!;
    }
  }
  for (let i = 0; i < size; i += 1) for (let j = 0; j < i; j += 1) hessian[j]![i] = hessian[i]![j]!;
  for (let i = 0; i < size; i += 1) {
    gradient[i]! += i < size - 1 ? l2 * weights[i]! : 0;
    // A trace on the intercept, too, keeps the system solvable when every p is 0 or 1.
    hessian[i]![i]! += i < size - 1 ? l2 : 1e-9;
  }
  return { gradient, hessian };
}
