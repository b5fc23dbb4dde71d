/** The functions and the search that fitting is made of, against values known otherwise. */

import { describe, expect, it } from 'vitest';
import { drawBeta, drawGamma } from '../../src/statistics/draw-gamma.ts';
import { hypergeometric } from '../../src/statistics/hypergeometric.ts';
import { logBeta, logGamma } from '../../src/statistics/log-gamma.ts';
import { minimise } from '../../src/statistics/minimise.ts';
import { createRandom } from '../../src/statistics/random.ts';

describe('the gamma function', () => {
  it('is the factorial of whole numbers', () => {
    let factorial = 1;
    for (let n = 1; n < 30; n += 1) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 10);
      factorial *= n;
    }
  });

  it('is known at one half, for small arguments, and by its recurrence', () => {
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 12);
    expect(logGamma(1e-8)).toBeCloseTo(Math.log(1e8), 6);
    for (const x of [0.1, 0.7, 3.3, 41.5, 1234.5])
      expect(logGamma(x + 1)).toBeCloseTo(logGamma(x) + Math.log(x), 9);
    expect(logBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 12);
  });
});

describe('the hypergeometric function', () => {
  it.each([0.01, 0.3, 0.5, 0.9, 0.99])('is a logarithm, a power and an arc sine at %d', (z) => {
    expect(hypergeometric(1, 1, 2, z)).toBeCloseTo(-Math.log(1 - z) / z, 9);
    expect(hypergeometric(2.5, 3, 3, z) / (1 - z) ** -2.5).toBeCloseTo(1, 9);
    expect(hypergeometric(0.5, 0.5, 1.5, z)).toBeCloseTo(Math.asin(Math.sqrt(z)) / Math.sqrt(z), 9);
  });
});

describe('the search for the least value', () => {
  it("finds the bottom of Rosenbrock's valley", () => {
    const valley = ([x = 0, y = 0]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const found = minimise(valley, [-1.2, 1], { step: 0.5, evaluations: 2000, tolerance: 1e-12 });
    expect(found.converged).toBe(true);
    expect(found.at[0]).toBeCloseTo(1, 4);
    expect(found.at[1]).toBeCloseTo(1, 4);
  });

  it('keeps away from where there is no value, and says when it was not done', () => {
    const root = ([x = 0]: readonly number[]) => Math.sqrt(x - 1) + (x - 3) ** 2;
    const options = { step: 0.5, evaluations: 200, tolerance: 1e-10 };
    expect(minimise(root, [5], options).at[0]).toBeGreaterThan(1);
    const hurried = { ...options, evaluations: 5 };
    expect(minimise(([x = 0, y = 0]) => (x - 50) ** 2 + y * y, [0, 9], hurried).converged).toBe(false);
  });
});

describe('gamma and beta draws', () => {
  it.each([0.3, 1, 4.5])('have the mean and the variance of their shape, %d', (shape) => {
    const random = createRandom(1);
    const draws = Array.from({ length: 100_000 }, () => drawGamma(random, shape));
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean / shape - 1)).toBeLessThan(0.03);
    expect(Math.abs(variance / shape - 1)).toBeLessThan(0.05);
    expect(Math.min(...draws.slice(0, 1000))).toBeGreaterThanOrEqual(0);
  });

  it('have the mean that two shapes make', () => {
    const random = createRandom(2);
    let sum = 0;
    for (let i = 0; i < 20_000; i += 1) sum += drawBeta(random, 0.8, 2.4);
    expect(sum / 20_000).toBeCloseTo(0.25, 1.5);
  });
});
