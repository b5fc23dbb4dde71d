/** Isotonic regression fits what never falls, against answers worked out by hand. */

import { expect, it } from 'vitest';
import { fitIsotonic, poolAdjacentViolators, readCurve } from '../../src/statistics/isotonic.ts';
import { logLoss } from '../../src/statistics/log-loss.ts';
import { createRandom } from '../../src/statistics/random.ts';

it('pools what falls into means, by weight, and leaves what rises', () => {
  expect([...poolAdjacentViolators([1, 2, 3])]).toEqual([1, 2, 3]);
  expect([...poolAdjacentViolators([1, 3, 2, 4])]).toEqual([1, 2.5, 2.5, 4]);
  expect([...poolAdjacentViolators([3, 2, 1])]).toEqual([2, 2, 2]);
  // The last value pulls two blocks that already stood into one: (4 + 5 + 6 + 1) / 4.
  expect([...poolAdjacentViolators([4, 5, 6, 1])]).toEqual([4, 4, 4, 4]);
  expect([...poolAdjacentViolators([1, 0], [3, 1])]).toEqual([0.75, 0.75]);
  expect([...poolAdjacentViolators([])]).toEqual([]);
});

it('draws the curve through the mean of each block, short of 0 and 1', () => {
  const probabilities = [0.1, 0.2, 0.3, 0.4, 0.5, 0.5];
  const curve = fitIsotonic([0, 1, 0, 1, 1, 1], probabilities);
  // Blocks: 0.1 with none; 0.2 and 0.3 with a half; 0.4 and 0.5 with all. Six rows: within 1/8 and 7/8.
  const [ends, middles] = [[curve.at.at(0), curve.at.at(-1)], curve.at.slice(1, -1)];
  expect(ends).toEqual([0, 1]);
  [0.1, 0.25, 1.4 / 3].forEach((at, place) => {
    expect(middles[place]).toBeCloseTo(at, 12);
  });
  expect(curve.values).toEqual([1 / 8, 1 / 8, 0.5, 7 / 8, 7 / 8]);
  expect(readCurve(curve, 0.175)).toBeCloseTo((1 / 8 + 0.5) / 2, 12);
  expect([0, 1, 0.9].map((probability) => readCurve(curve, probability))).toEqual([1 / 8, 7 / 8, 7 / 8]);
});

it('finds a curve that no temperature gives, and keeps the order of rows', () => {
  const random = createRandom(3);
  const said = Float32Array.from({ length: 20_000 }, () => random.uniform());
  const truth = said.map((p) => (p < 0.6 ? 0.05 + 0.1 * p : 0.4 + 0.5 * (p - 0.6)));
  const labels = truth.map((p) => (random.uniform() < p ? 1 : 0));
  const curve = fitIsotonic(labels, said);
  const mended = said.map((p) => readCurve(curve, p));
  expect(logLoss(labels, mended)).toBeLessThan(logLoss(labels, truth) + 0.003);
  for (const p of [0.1, 0.3, 0.5, 0.7, 0.9])
    expect(Math.abs(readCurve(curve, p) - (p < 0.6 ? 0.05 + 0.1 * p : 0.4 + 0.5 * (p - 0.6)))).toBeLessThan(
      0.05,
    );
  const rising = [...said].sort((a, b) => a - b).map((p) => readCurve(curve, p));
  expect(rising.every((value, at) => at === 0 || value >= rising[at - 1]!)).toBe(true);
});
