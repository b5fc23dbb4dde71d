/** How far distributions moved, and how far by chance. */

import { expect, it } from 'vitest';
import {
  chooseBounds,
  countInBins,
  populationStability,
  stabilityByChance,
  stabilityLimit,
} from '../../src/statistics/population-stability.ts';
import { createRandom } from '../../src/statistics/random.ts';

it('is nothing for equal shares, and the sum of its definition else', () => {
  expect(populationStability([100, 300], [200, 600]).psi).toBeCloseTo(0, 3);
  const { psi, degrees } = populationStability([5_000, 3_000, 2_000], [3_000, 3_000, 4_000]);
  expect(psi).toBeCloseTo(-0.2 * Math.log(0.3 / 0.5) + 0.2 * Math.log(0.4 / 0.2), 3);
  expect(degrees).toBe(2);
});

it('leaves out bins that are empty in both, and is finite where one is empty', () => {
  expect(populationStability([10, 0, 10], [10, 0, 10])).toEqual({ psi: 0, degrees: 1 });
  expect(populationStability([10, 10, 0], [0, 0, 20]).psi).toBeGreaterThan(1);
});

it('splits values into bins of about equal size, and finds a bound where most are alike', () => {
  const values = Array.from({ length: 1_000 }, (_, i) => i);
  expect(countInBins(values, chooseBounds(values)).every((count) => Math.abs(count - 100) <= 2)).toBe(true);
  expect(chooseBounds([...new Array(98).fill(0), 1, 7])).toEqual([0]);
  expect(chooseBounds([0, ...new Array(99).fill(1)])).toEqual([0]);
  expect(countInBins([-1, 3, 4, Number.NaN], chooseBounds([3, 3, 3]))).toEqual([1, 1, 2]);
});

it.each([
  [150, 80],
  [2_000, 500],
])(
  'comes by chance to what it says it does, with %i contacts then and %i now',
  (reference, current) => {
    const random = createRandom(11);
    const draw = (n: number) => Array.from({ length: n }, () => random.normal());
    const bounds = chooseBounds(draw(20_000));
    const nights = 4_000;
    const found = Array.from({ length: nights }, () =>
      populationStability(countInBins(draw(reference), bounds), countInBins(draw(current), bounds)),
    );
    const sizes = { reference, current };
    const mean = found.reduce((sum, { psi }) => sum + psi / nights, 0);
    expect(mean / stabilityByChance(9, sizes)).toBeGreaterThan(0.93);
    expect(mean / stabilityByChance(9, sizes)).toBeLessThan(1.1);
    const above = (alpha: number) =>
      found.filter(({ psi, degrees }) => psi > stabilityLimit(degrees, sizes, alpha)).length / nights;
    expect(above(0.05)).toBeGreaterThan(0.03);
    expect(above(0.05)).toBeLessThan(0.075);
    expect(above(0.001)).toBeLessThan(0.004);
  },
  60_000,
);
