/** BG/NBD against published values, and against customers drawn from the model itself. */

import { describe, expect, it } from 'vitest';
import {
  expectedPurchases,
  fitBgNbd,
  logLikelihood,
  probabilityAlive,
  purchaseProbability,
} from '../../src/statistics/bg-nbd.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { drawCustomer } from './draw-purchases.ts';

/** What the paper found for CDNOW's customers, in weeks. */
const CDNOW = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const NEW_CUSTOMER = { repeats: 0, recency: 0, age: 0 };

/** Some customers of various ages. */
function drawCustomers(count: number, seed: number, model = CDNOW) {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => drawCustomer(model, 20 + random.uniform() * 60, 26, random));
}

describe('BG/NBD', () => {
  it('expects what the authors publish for a customer of CDNOW', () => {
    const history = { repeats: 2, recency: 30.43, age: 38.86 };
    expect(expectedPurchases(CDNOW, history, 39)).toBeCloseTo(1.226, 3);
  });

  it.each([
    [0.1429, 0.0078],
    [1, 0.0532],
    [3, 0.1506],
    [31.8571, 1.0405],
    [78, 1.8576],
  ])(
    'expects of a new customer in %d weeks the %d repeat purchases that the authors publish',
    (weeks, count) => {
      expect(expectedPurchases(CDNOW, NEW_CUSTOMER, weeks)).toBeCloseTo(count, 2);
    },
  );

  it.each([
    { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
    { r: 1.5, alpha: 30, a: 2, b: 9 },
  ])('finds the parameters that customers were drawn from: %o', (truth) => {
    const customers = drawCustomers(20_000, 3, truth);
    const found = fitBgNbd(customers)!;
    expect(found.r).toBeCloseTo(truth.r, truth.r < 1 ? 1 : 0);
    expect(found.alpha / truth.alpha).toBeGreaterThan(0.9);
    expect(found.alpha / truth.alpha).toBeLessThan(1.1);
    const share = ({ a, b }: typeof truth) => a / (a + b);
    expect(share(found)).toBeCloseTo(share(truth), 1);
    expect(logLikelihood(found, customers)).toBeGreaterThanOrEqual(logLikelihood(truth, customers));
  });

  it('finds the same whatever unit the times have', () => {
    const customers = drawCustomers(3_000, 4);
    const inWeeks = fitBgNbd(customers)!;
    const inDays = fitBgNbd(
      customers.map(({ repeats, recency, age }) => ({ repeats, recency: recency * 7, age: age * 7 })),
    )!;
    expect(inDays.r).toBeCloseTo(inWeeks.r, 6);
    expect(inDays.alpha / 7).toBeCloseTo(inWeeks.alpha, 4);
  });

  it('says of drawn customers how many are alive, buy again, and how often', () => {
    const customers = drawCustomers(20_000, 5).filter(({ repeats }) => repeats > 0);
    const mean = (read: (customer: (typeof customers)[number]) => number) =>
      customers.reduce((sum, customer) => sum + read(customer), 0) / customers.length;
    const alive = mean((customer) => probabilityAlive(CDNOW, customer));
    expect(alive).toBeCloseTo(
      mean(({ isAlive }) => (isAlive ? 1 : 0)),
      1.5,
    );
    const buys = mean((customer) => purchaseProbability(CDNOW, customer, 26));
    expect(buys).toBeCloseTo(
      mean(({ later }) => (later > 0 ? 1 : 0)),
      1.5,
    );
    const expected = mean((customer) => expectedPurchases(CDNOW, customer, 26));
    expect(expected / mean(({ later }) => later)).toBeCloseTo(1, 1);
  });

  it('takes one who bought once as alive, and the longer somebody usual stays away the less', () => {
    expect(probabilityAlive(CDNOW, { ...NEW_CUSTOMER, age: 50 })).toBe(1);
    const after = [10, 20, 40].map((age) => probabilityAlive(CDNOW, { repeats: 8, recency: 10, age }));
    expect(after).toEqual(after.toSorted((x, y) => y - x));
    expect(after[2]).toBeLessThan(0.1);
  });

  it('is steady where a is one', () => {
    const near = (a: number) => expectedPurchases({ ...CDNOW, a }, { repeats: 3, recency: 10, age: 20 }, 20);
    expect(near(1)).toBeCloseTo((near(0.999) + near(1.001)) / 2, 4);
  });

  it('finds nothing where nobody came back', () => {
    expect(fitBgNbd(drawCustomers(200, 6).map(({ age }) => ({ ...NEW_CUSTOMER, age })))).toBeNull();
    expect(fitBgNbd([])).toBeNull();
  });
});
