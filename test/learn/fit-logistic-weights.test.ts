/** Logistic regression against R's glm, and where plain Newton would run away. */

import { describe, expect, it } from 'vitest';
import { fitLogisticWeights, predictLogistic } from '../../src/learn/fit-logistic-weights.ts';

// Henderson and Velleman (1981), R's mtcars: weight in 1000 lb, and whether the gearbox is manual.
const wt = [
  2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345,
  2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78,
];
const am = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1];

describe('fitLogisticWeights', () => {
  it('gives the coefficients of glm(am ~ wt, binomial)', () => {
    const [slope, intercept] = fitLogisticWeights(Float32Array.from(wt), am, 0);
    expect(slope).toBeCloseTo(-4.024, 3);
    expect(intercept).toBeCloseTo(12.04, 2);
  });

  it('fits the base rate when the columns say nothing', () => {
    const weights = fitLogisticWeights(new Float32Array(10), [1, 0, 0, 0, 0, 0, 0, 0, 0, 1], 1);
    expect(predictLogistic(weights, new Float32Array(1), 1)[0]).toBeCloseTo(0.2, 6);
  });

  it('stays finite where the classes are separable, and shrinks more the larger the penalty', () => {
    const x = Float32Array.from({ length: 40 }, (_, row) => (row < 20 ? -3 : 3));
    const labels = Array.from(x, (value) => (value > 0 ? 1 : 0));
    const [loose] = fitLogisticWeights(x, labels, 0.01);
    const [tight] = fitLogisticWeights(x, labels, 10);
    expect(Number.isFinite(loose)).toBe(true);
    expect(loose!).toBeGreaterThan(tight!);
    expect(tight!).toBeGreaterThan(0);
  });

  it('converges on rare outcomes far out, where a full Newton step overshoots', () => {
    const x = Float32Array.from({ length: 2000 }, (_, row) => (row < 3 ? 8 : row % 2 === 0 ? -0.1 : 0.1));
    const labels = Array.from(x, (value) => (value === 8 ? 1 : 0));
    const probabilities = predictLogistic(fitLogisticWeights(x, labels, 1), x, 2000);
    expect(probabilities[0]).toBeGreaterThan(0.5);
    expect(probabilities.slice(3).every((p) => p < 0.01)).toBe(true);
  });
});
