/** Every uplift learner finds whom a treatment moves, where some are moved and some put off. */

import { expect, it } from 'vitest';
import { LogisticRegression } from '../../src/learn/logistic-regression.ts';
import { learnUplift, UPLIFT_KINDS, type UpliftSet } from '../../src/learn/uplift/learn-uplift.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { upliftAt } from '../../src/statistics/uplift.ts';

const FEATURES = ['recencyDays', 'interest', 'noise'];

/** Treatment adds to the chance of those with interest and takes from that of the others. */
function buildTest(rows: number, seed: number): UpliftSet {
  const random = createRandom(seed);
  const x = Float32Array.from({ length: rows * 3 }, () => random.normal());
  const treated = Uint8Array.from({ length: rows }, () => random.integer(2));
  const y = treated.map((one, row) =>
    random.uniform() < 0.3 + one * (x[3 * row + 1]! > 0 ? 0.2 : -0.1) ? 1 : 0,
  );
  return { featureNames: FEATURES, rows, x, y, treated };
}

const options = { createModel: () => new LogisticRegression(FEATURES), seed: 1, validateEvery: null };

it.each(UPLIFT_KINDS)('%s ranks those whom the treatment moves first', async (kind) => {
  const predict = await learnUplift(kind, buildTest(6000, 1), options);
  const test = buildTest(6000, 2);
  const rows = { scores: await predict(test.x, test.rows), treated: test.treated, outcomes: test.y };
  expect(upliftAt(0.3, rows)).toBeGreaterThan(0.13);
  expect(upliftAt(1, rows)).toBeLessThan(0.1);
});

it('refuses class transformation on a test that is not of halves', async () => {
  const test = buildTest(1000, 3);
  const most = { ...test, treated: test.treated.map((one, row) => (row % 3 === 0 ? 1 : one)) };
  await expect(learnUplift('class-transformation', most, options)).rejects.toMatchObject({ code: 'invalid' });
});
