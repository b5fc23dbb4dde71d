/** Intervals against published values. */

import { describe, expect, it } from 'vitest';
import { bootstrapInterval, meanInterval, skewedMeanInterval } from '../../src/statistics/mean-interval.ts';
import { newcombeInterval, wilsonInterval } from '../../src/statistics/proportion-interval.ts';
import { createRandom } from '../../src/statistics/random.ts';

describe('wilsonInterval', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives Newcombe (1998, table I) for %i of %i', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('knows nothing without trials', () => {
    expect(wilsonInterval(0, 0)).toMatchObject({ low: 0, high: 1 });
  });
});

describe('newcombeInterval', () => {
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
  ])('gives method 10 of Newcombe (1998, table II) for %i/%i against %i/%i', (a, m, b, n, low, high) => {
    const interval = newcombeInterval({ successes: a, trials: m }, { successes: b, trials: n });
    expect(interval.estimate).toBeCloseTo(a / m - b / n, 12);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('knows nothing when one side has no trials', () => {
    const interval = newcombeInterval({ successes: 3, trials: 9 }, { successes: 0, trials: 0 });
    expect(interval).toMatchObject({ low: -1, high: 1 });
  });
});

describe('meanInterval', () => {
  it("gives R's t.test for Student's sleep data (1908)", () => {
    const differences = [-1.2, -2.4, -1.3, -1.3, 0, -1, -1.8, -0.8, -4.6, -1.4];
    const interval = meanInterval(differences);
    expect(interval.estimate).toBeCloseTo(-1.58, 10);
    expect(interval.low).toBeCloseTo(-2.4598858, 3);
    expect(interval.high).toBeCloseTo(-0.7001142, 3);
  });

  it('is exact for two and three values', () => {
    expect(meanInterval([0, 2]).high).toBeCloseTo(1 + 12.7062, 3);
    expect(meanInterval([0, 1, 2]).high).toBeCloseTo(1 + 4.30265 / Math.sqrt(3), 3);
  });

  it('bounds nothing with a single value', () => {
    expect(meanInterval([5]).high).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('skewedMeanInterval', () => {
  it('misses the mean of skewed values as often as it says on either side, where the normal one does not', () => {
    const tail = 0.01;
    const missed = { below: 0, above: 0, normalBelow: 0 };
    for (let sample = 0; sample < 4_000; sample += 1) {
      const random = createRandom(sample);
      // Exponential: its mean is 1, its skewness 2.
      const values = Array.from({ length: 100 }, () => -Math.log(1 - random.uniform()));
      const { estimate, low, high, level } = skewedMeanInterval(values, tail);
      expect(level).toBeCloseTo(0.98, 10);
      if (high < 1) missed.below += 1;
      if (low > 1) missed.above += 1;
      const { high: normal } = meanInterval(values);
      if (estimate + ((normal - estimate) * 2.326) / 1.984 < 1) missed.normalBelow += 1;
    }
    expect(missed.normalBelow / 4_000).toBeGreaterThan(2 * tail);
    expect(missed.below / 4_000).toBeLessThan(1.6 * tail);
    expect(missed.above / 4_000).toBeGreaterThan(0.5 * tail);
    expect(missed.above / 4_000).toBeLessThan(1.6 * tail);
  });

  it('is a point where all values are one, and bounds nothing of one value', () => {
    expect(skewedMeanInterval([3, 3, 3], 0.01)).toMatchObject({ low: 3, high: 3 });
    expect(skewedMeanInterval([3], 0.01)).toMatchObject({ high: Number.POSITIVE_INFINITY });
  });
});

describe('bootstrapInterval', () => {
  it('repeats for one seed and agrees with Student on well-behaved values', () => {
    const random = createRandom(4);
    const values = Array.from({ length: 500 }, () => 3 + random.normal());
    const interval = bootstrapInterval(values, { seed: 9 });
    expect(bootstrapInterval(values, { seed: 9 })).toEqual(interval);
    expect(bootstrapInterval(values, { seed: 10 })).not.toEqual(interval);
    expect(interval.low).toBeCloseTo(meanInterval(values).low, 1);
    expect(interval.high).toBeCloseTo(meanInterval(values).high, 1);
  });

  it('covers the true mean about as often as it says', () => {
    const random = createRandom(77);
    let covered = 0;
    for (let trial = 0; trial < 300; trial += 1) {
      const values = Array.from({ length: 80 }, () => random.exponential(1));
      const { low, high } = bootstrapInterval(values, { seed: trial, resamples: 300 });
      if (low <= 1 && 1 <= high) covered += 1;
    }
    expect(covered / 300).toBeGreaterThan(0.88);
    expect(covered / 300).toBeLessThan(0.99);
  });
});
