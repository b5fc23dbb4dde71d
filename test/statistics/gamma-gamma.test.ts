/** Gamma-Gamma against published values, and against values drawn from the model itself. */

import { describe, expect, it } from 'vitest';
import { expectedMeanValue, fitGammaGamma } from '../../src/statistics/gamma-gamma.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { drawValues } from './draw-purchases.ts';

/** What the authors found for CDNOW's customers, in dollars. */
const CDNOW = { p: 6.25, q: 3.74, gamma: 15.44 };

describe('Gamma-Gamma', () => {
  it.each([
    [2, 22.35, 24.65],
    [1, 11.77, 18.91],
    [0, 0, 35.17],
  ])(
    'expects after %d purchases of %d on average what the authors publish: %d',
    (purchases, mean, expected) => {
      // The published parameters are rounded to two digits.
      expect(Math.abs(expectedMeanValue(CDNOW, { purchases, mean }) - expected)).toBeLessThan(0.06);
    },
  );

  it('finds the parameters that values were drawn from', () => {
    const random = createRandom(7);
    const customers = Array.from({ length: 20_000 }, () => drawValues(CDNOW, 1 + random.poisson(2), random));
    const found = fitGammaGamma(customers)!;
    expect(Math.abs(found.p / CDNOW.p - 1)).toBeLessThan(0.15);
    expect(Math.abs(found.q / CDNOW.q - 1)).toBeLessThan(0.1);
    // p and gamma make up for one another; what is expected of a customer hardly moves.
    for (const [purchases, mean] of [
      [0, 0],
      [1, 10],
      [3, 80],
    ] as const) {
      const expected = expectedMeanValue(CDNOW, { purchases, mean });
      expect(expectedMeanValue(found, { purchases, mean }) / expected).toBeCloseTo(1, 1);
    }
    const inCents = fitGammaGamma(customers.map(({ purchases, mean }) => ({ purchases, mean: mean * 100 })))!;
    expect(inCents.gamma / 100).toBeCloseTo(found.gamma, 4);
    expect(inCents.q).toBeCloseTo(found.q, 6);
  });

  it('trusts a customer the more the more is known of it', () => {
    const after = [1, 3, 10, 100].map((purchases) => expectedMeanValue(CDNOW, { purchases, mean: 80 }));
    expect(after).toEqual(after.toSorted((x, y) => x - y));
    expect(after.at(-1)).toBeGreaterThan(78);
  });

  it('finds nothing where all are alike, or nothing is known', () => {
    expect(fitGammaGamma([])).toBeNull();
    expect(fitGammaGamma(Array.from({ length: 50 }, () => ({ purchases: 2, mean: 10 })))).toBeNull();
  });
});
