/** The inverse of large matrices is one. */

import { expect, it } from 'vitest';
import { invertPositive } from '../../../src/learn/recommend/invert-positive.ts';
import { createRandom } from '../../../src/statistics/random.ts';

it.each([1, 5, 48, 49, 131, 200])('times the matrix of %i rows is the identity', (n) => {
  const random = createRandom(n);
  const roots = Float64Array.from({ length: n * n }, () => random.normal());
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1) {
      for (let k = 0; k < n; k += 1) matrix[i * n + j]! += roots[i * n + k]! * roots[j * n + k]!;
      if (i === j) matrix[i * n + j]! += 0.5;
    }
  const inverse = invertPositive(matrix, n);
  let farthest = 0;
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1) {
      let sum = 0;
      for (let k = 0; k < n; k += 1) sum += matrix[i * n + k]! * inverse[k * n + j]!;
      farthest = Math.max(farthest, Math.abs(sum - (i === j ? 1 : 0)));
    }
  expect(farthest).toBeLessThan(1e-8);
});
