/** Scores of amounts that are mostly nothing: what they reward is the mean, the order and the total. */

import { describe, expect, it } from 'vitest';
import {
  meanAbsoluteError,
  normalisedGini,
  rowTweedie,
  totalToForetold,
} from '../../src/statistics/amounts.ts';
import { createRandom } from '../../src/statistics/random.ts';

const random = createRandom(8);
const amounts = Array.from({ length: 20_000 }, () =>
  random.uniform() < 0.3 ? Math.exp(8 + random.normal()) : 0,
);
const truth = 0.3 * Math.exp(8.5);
const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const always = (cents: number) => amounts.map(() => cents);

describe('scores of amounts', () => {
  it('are best at the mean, where the absolute error would be best at nothing', () => {
    const score = (cents: number) => mean(rowTweedie(amounts, always(cents)));
    expect(score(truth)).toBeLessThan(score(truth * 0.8));
    expect(score(truth)).toBeLessThan(score(truth * 1.25));
    expect(meanAbsoluteError(amounts, always(0))).toBeLessThan(meanAbsoluteError(amounts, always(truth)));
  });

  it('are worked out by hand', () => {
    expect(rowTweedie([900, 0], [400, 100])[0]).toBeCloseTo((4 * (20 - 30) ** 2) / 20, 12);
    expect(rowTweedie([900, 0], [400, 100])[1]).toBeCloseTo(4 * 10, 12);
    // Gathered by the best order: 6, 9, 10, 10 of 10; by ours: 3, 9, 10, 10.
    expect(normalisedGini([6, 3, 1, 0], [5, 7, 2, 1])).toBeCloseTo(
      (2 * ((1.5 + 6 + 9.5 + 10) / 40) - 1) / (2 * ((3 + 7.5 + 9.5 + 10) / 40) - 1),
      12,
    );
    expect(normalisedGini([6, 3, 1, 0], [6, 3, 1, 0])).toBe(1);
    expect(normalisedGini([6, 3, 1, 0], [1, 1, 1, 1])).toBeCloseTo(0, 12);
  });

  it('hold the total between bounds that chance explains', () => {
    const { estimate, low, high } = totalToForetold(amounts, always(truth), { seed: 1 });
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
    expect(high - low).toBeLessThan(0.2);
    expect(totalToForetold(amounts, always(truth / 2), { seed: 1 }).low).toBeGreaterThan(1.5);
    expect(totalToForetold(amounts, always(truth), { seed: 1 }).estimate).toBe(estimate);
  });
});
