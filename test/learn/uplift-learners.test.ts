/** What uplift learners promise besides the contract of all models: each what it is there for. */

import { expect, it } from 'vitest';
import { LogisticRegression } from '../../src/learn/logistic-regression.ts';
import { ReferenceNetwork } from '../../src/learn/reference-network.ts';
import { createUpliftLearner } from '../../src/learn/uplift/create-uplift-learner.ts';
import type { OutcomeModels, UpliftKind } from '../../src/learn/uplift/uplift-learner.ts';
import type { UpliftSet } from '../../src/learn/uplift/uplift-set.ts';
import { upliftAt } from '../../src/statistics/uplift.ts';
import { buildTrials, effectOn } from './build-trials.ts';

const byRegression = ({ featureNames }: UpliftSet): OutcomeModels => ({
  createModel: () => new LogisticRegression(featureNames),
  validateEvery: null,
});

/** On the reference network, which a fifth of the rows stop. */
const byNetworks: OutcomeModels = { createModel: () => new ReferenceNetwork(), validateEvery: 5 };

async function learn(kind: UpliftKind, training: UpliftSet, models = byRegression(training)) {
  const learner = createUpliftLearner(kind, models);
  await learner.fit(training, { seed: 1 });
  return learner;
}

async function measure(
  kind: UpliftKind,
  [training, test]: readonly [UpliftSet, UpliftSet],
  models: OutcomeModels,
) {
  const scores = await (await learn(kind, training, models)).predict(test.x, test.rows);
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
    const sets = [bend(buildTrials(12_000, 5)), bend(buildTrials(6000, 6))] as const;
    const simple = await measure(kind, sets, byRegression(sets[0]));
    expect(await measure(kind, sets, byNetworks)).toBeGreaterThan(0.05 + simple);
  },
  60_000,
);

it('x-learner finds by networks whom the treatment moves, as far as a regression of what they say tells it', async () => {
  const sets = [buildTrials(6000, 1), buildTrials(6000, 2)] as const;
  expect(await measure('x-learner', sets, byNetworks)).toBeGreaterThan(0.13);
});

it('x-learner says no more than a chance can move, however far out a contact is', async () => {
  const set = buildTrials(2000, 7);
  // Treatment decides all, one way or the other.
  const y = set.treated.map((one, row) => (set.x[3 * row]! > 0 === (one === 1) ? 1 : 0));
  const learner = await learn('x-learner', { ...set, y });
  expect([...(await learner.predict(Float32Array.of(1e6, 0, 0, -1e6, 0, 0), 2))]).toEqual([1, -1]);
});

it('errs less by interactions than by a model for each arm, where one in ten is held out', async () => {
  const width = 20;
  const test = buildTrials(2000, 9, { width });
  const errorOf = async (kind: 'interactions' | 't-learner' | 'x-learner') => {
    let sum = 0;
    for (let seed = 1; seed <= 5; seed += 1) {
      const training = buildTrials(1000, seed, { heldOutEvery: 10, width });
      const uplifts = await (await learn(kind, training)).predict(test.x, test.rows);
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

it('refuses class transformation on a test that is not of halves', async () => {
  const test = buildTrials(1000, 3);
  const most = { ...test, treated: test.treated.map((one, row) => (row % 3 === 0 ? 1 : one)) };
  await expect(learn('class-transformation', most)).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('choose another way'),
  });
});
