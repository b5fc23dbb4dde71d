/** Figures over several origins, beside ones worked out by hand. */

import { expect, it } from 'vitest';
import { type OriginRows, poolOrigins } from '../../src/optimize/pool-origins.ts';
import { createRandom } from '../../src/statistics/random.ts';

function anOrigin(y: readonly number[], probabilities: readonly number[], name = 'c'): OriginRows {
  return {
    ...{ y, probabilities: Float32Array.from(probabilities), threshold: 0.5 },
    contactIds: y.map((_, row) => `${name}${row}`),
  };
}

/** Ten contacts alike change no figure, and are enough to have any. */
function repeat(values: readonly number[]): readonly number[] {
  return Array.from({ length: 10 }, () => values).flat();
}

/** Contacts whose chances are known to the model but for noise. */
function drawOrigin(contacts: number, seed: number, name?: string): OriginRows {
  const random = createRandom(seed);
  const chances = Array.from({ length: contacts }, () => 0.05 + 0.6 * random.uniform() ** 2);
  const y = chances.map((chance) => Number(random.uniform() < chance));
  return anOrigin(y, chances, name);
}

it('are those that a pencil gives', () => {
  // Of the first: one found, one wrongly, one missed; 2 of 4 pairs are in order; of the second: one found, one wrongly.
  const pooled = poolOrigins(
    [
      anOrigin(repeat([1, 0, 0, 1]), repeat([0.8, 0.4, 0.6, 0.3])),
      anOrigin(repeat([1, 0, 0, 0]), repeat([0.9, 0.1, 0.2, 0.6])),
    ],
    1,
  )!;
  const loss = -Math.log(0.8 * 0.6 * 0.4 * 0.3 * 0.9 * 0.9 * 0.8 * 0.4);
  const baseLoss = -Math.log(0.5 ** 4 * 0.25 * 0.75 ** 3);
  const estimates = Object.fromEntries(
    Object.entries(pooled).map(([figure, { estimate }]) => [figure, estimate]),
  );
  const close = (value: number) => expect.closeTo(value, 6);
  expect(estimates).toEqual({
    logLoss: close(loss / 8),
    skill: close(1 - loss / baseLoss),
    rocAuc: close((0.5 + 1) / 2),
    prAuc: close((0.75 + 1) / 2),
    accuracy: close(5 / 8),
    recall: close(2 / 3),
    f1: close(4 / 7),
    observedToExpected: close(3 / 3.9),
  });
});

it('have intervals by contact: the same contacts at three origins tell no more than at one', () => {
  const width = (origins: readonly OriginRows[]) => {
    const { low, high } = poolOrigins(origins, 3)!.logLoss;
    return high - low;
  };
  const one = width([drawOrigin(500, 5)]);
  expect(width([drawOrigin(500, 5), drawOrigin(500, 5), drawOrigin(500, 5)])).toBeCloseTo(one, 6);
  const others = ['a', 'b', 'c'].map((name) => drawOrigin(500, 5, name));
  expect(width(others) / one).toBeGreaterThan(0.45);
  expect(width(others) / one).toBeLessThan(0.7);
});

it('have intervals that hold the truth in about 95 of 100 shops, and are the same for the same seed', () => {
  const truth = poolOrigins([drawOrigin(100_000, 1)], 1)!.rocAuc.estimate;
  let held = 0;
  for (let shop = 0; shop < 100; shop += 1) {
    const { low, high } = poolOrigins(
      [drawOrigin(150, 10 + shop), drawOrigin(150, 500 + shop)],
      shop,
    )!.rocAuc;
    if (low <= truth && truth <= high) held += 1;
  }
  expect(held).toBeGreaterThanOrEqual(90);
  expect(held).toBeLessThanOrEqual(99);
  const origins = [drawOrigin(200, 2)];
  expect(poolOrigins(origins, 9)).toEqual(poolOrigins(origins, 9));
  expect(poolOrigins(origins, 9)).not.toEqual(poolOrigins(origins, 10));
});

it('are none where fewer than thirty ordered over all origins', () => {
  const few = anOrigin([1, 0, 0], [0.8, 0.4, 0.6]);
  const some = (times: number) =>
    poolOrigins(
      Array.from({ length: times }, () => few),
      1,
    );
  expect([poolOrigins([], 1), some(29)]).toEqual([null, null]);
  expect(some(30)?.recall.estimate).toBe(1);
});
