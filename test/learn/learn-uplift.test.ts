/** Every uplift learner finds whom a treatment moves, where some are moved and some put off. */

import { expect, it } from 'vitest';
import { LogisticRegression } from '../../src/learn/logistic-regression.ts';
import { ReferenceNetwork } from '../../src/learn/reference-network.ts';
import {
  learnUplift,
  UPLIFT_KINDS,
  type UpliftKind,
  type UpliftOptions,
} from '../../src/learn/uplift/learn-uplift.ts';
import type { UpliftSet } from '../../src/learn/uplift/uplift-set.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { upliftAt } from '../../src/statistics/uplift.ts';

interface TestShape {
  readonly heldOutEvery?: number;
  readonly width?: number;
}

/** Treatment adds to the chance of those with interest and takes from that of the others; all else is noise. */
function buildTest(rows: number, seed: number, { heldOutEvery = 2, width = 3 }: TestShape = {}): UpliftSet {
  const random = createRandom(seed);
  const x = Float32Array.from({ length: rows * width }, () => random.normal());
  const treated = Uint8Array.from({ length: rows }, () => Math.min(1, random.integer(heldOutEvery)));
  const y = treated.map((one, row) => (random.uniform() < 0.3 + one * effectOn(x[width * row]!) ? 1 : 0));
  const featureNames = ['interest', ...Array.from({ length: width - 1 }, (_, at) => `noise ${at}`)];
  return { featureNames, rows, x, y, treated };
}

const effectOn = (interest: number) => (interest > 0 ? 0.2 : -0.1);

const optionsFor = ({ featureNames }: UpliftSet) => ({
  createModel: () => new LogisticRegression(featureNames),
  seed: 1,
  validateEvery: null,
});

it.each(UPLIFT_KINDS)('%s ranks those whom the treatment moves first', async (kind) => {
  const training = buildTest(6000, 1);
  const predict = await learnUplift(kind, training, optionsFor(training));
  const test = buildTest(6000, 2);
  const rows = { scores: await predict(test.x, test.rows), treated: test.treated, outcomes: test.y };
  expect(upliftAt(0.3, rows)).toBeGreaterThan(0.13);
  expect(upliftAt(1, rows)).toBeLessThan(0.1);
});

/** On the reference network, which a fifth of the rows stop. */
const byNetworks: UpliftOptions = { createModel: () => new ReferenceNetwork(), seed: 1, validateEvery: 5 };

async function measure(
  kind: UpliftKind,
  [training, test]: readonly [UpliftSet, UpliftSet],
  options = byNetworks,
) {
  const predict = await learnUplift(kind, training, options);
  const scores = await predict(test.x, test.rows);
  return upliftAt(0.3, { scores, treated: test.treated, outcomes: test.y });
}

it.each(['t-learner', 'class-transformation'] as const)(
  '%s finds by networks what only two features together tell',
  async (kind) => {
    // Moved are those whose interest and first noise have one sign: a sum of the two tells nothing.
    const bend = (set: UpliftSet) => {
      const x = set.x.slice();
      for (let row = 0; row < set.rows; row += 1) x[3 * row]! *= Math.sign(x[3 * row + 1]!);
      return { ...set, x };
    };
    const sets = [bend(buildTest(12_000, 5)), bend(buildTest(6000, 6))] as const;
    const byRegression = await measure(kind, sets, optionsFor(sets[0]));
    expect(await measure(kind, sets)).toBeGreaterThan(0.05 + byRegression);
  },
  60_000,
);

it('x-learner finds by networks whom the treatment moves, as far as a regression of what they say tells it', async () => {
  expect(await measure('x-learner', [buildTest(6000, 1), buildTest(6000, 2)])).toBeGreaterThan(0.13);
}, 60_000);

it('errs less by interactions than by a model for each arm, where one in ten is held out', async () => {
  const width = 20;
  const test = buildTest(2000, 9, { width });
  const errorOf = async (kind: 'interactions' | 't-learner' | 'x-learner') => {
    let sum = 0;
    for (let seed = 1; seed <= 5; seed += 1) {
      const training = buildTest(1000, seed, { heldOutEvery: 10, width });
      const predict = await learnUplift(kind, training, optionsFor(training));
      const uplifts = await predict(test.x, test.rows);
      uplifts.forEach((uplift, row) => {
        sum += (uplift - effectOn(test.x[width * row]!)) ** 2;
      });
    }
    return Math.sqrt(sum / 5 / test.rows);
  };
  const error = await errorOf('interactions');
  expect(error).toBeLessThan(0.9 * (await errorOf('t-learner')));
  expect(error).toBeLessThan(0.9 * (await errorOf('x-learner')));
});

it('refuses to learn interactions where an arm shows one outcome only', async () => {
  const test = buildTest(400, 4);
  const none = { ...test, y: test.y.map((one, row) => one * test.treated[row]!) as Uint8Array };
  await expect(async () => learnUplift('interactions', none, optionsFor(none))).rejects.toMatchObject({
    code: 'invalid',
  });
});

it('refuses class transformation on a test that is not of halves', async () => {
  const test = buildTest(1000, 3);
  const most = { ...test, treated: test.treated.map((one, row) => (row % 3 === 0 ? 1 : one)) };
  await expect(learnUplift('class-transformation', most, optionsFor(most))).rejects.toMatchObject({
    code: 'invalid',
  });
});
