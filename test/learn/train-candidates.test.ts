/** Baseline, network and champion are judged on the same rows. */

import { beforeAll, describe, expect, it } from 'vitest';
import { LogisticRegression } from '../../src/learn/logistic-regression.ts';
import { type TrainedCandidates, trainCandidates } from '../../src/learn/train-candidates.ts';
import { logLoss } from '../../src/statistics/log-loss.ts';
import { buildTrainingSet, FEATURE_NAMES } from './build-training-set.ts';

const sets = {
  training: buildTrainingSet(6000, 1),
  validation: buildTrainingSet(1000, 2),
  test: buildTrainingSet(2000, 3),
  seed: 4,
  outcomeWindowDays: 30,
  clock: tickingClock(),
};

/** Too few orders for the ensemble, which those tests are not about that train anew. */
const few = { ...sets, training: buildTrainingSet(400, 1) };

/** These sets do not say when somebody ordered first. */
const NO_RHYTHM =
  'The purchase rhythm was not trained: It needs the features customerDays, which the training set does not have.';

describe('trainCandidates', () => {
  let trained: TrainedCandidates;
  beforeAll(async () => {
    trained = await trainCandidates({ ...sets, champion: null });
  });

  it('fits baseline and networks and evaluates each on the test set', async () => {
    expect(trained.candidates.map((candidate) => candidate.kind)).toEqual([
      'logistic-regression',
      'reference-network',
      'ensemble-network',
      'gradient-boosting',
      'ensemble-with-trees',
    ]);
    expect(trained.leftOut).toEqual([
      NO_RHYTHM,
      'The search for better settings of the ensemble begins the next night.',
    ]);
    for (const { model, metrics, fitReport } of trained.candidates) {
      expect(metrics.logLoss).toBe(logLoss(sets.test.y, await model.predict(sets.test.x, 2000)));
      expect(metrics.logLoss).toBeLessThan(metrics.baseRateLogLoss);
      expect(fitReport.rows).toBe(6000);
    }
    expect(trained.champion).toBeNull();
  });

  it('says of each how long its own fit took', () => {
    // The clock moves a second with each look, and both together take as long as each alone.
    expect(trained.candidates.map(({ seconds }) => seconds)).toEqual([1, 1, 1, 1, 2]);
  });

  it('makes of ensemble with trees a third, which says the mean of their logits', async () => {
    const said = await Promise.all(
      trained.candidates.slice(2).map(({ model }) => model.predict(sets.test.x, 2000)),
    );
    const logits = said.map((all) => Array.from(all.subarray(0, 50), (p) => Math.log(p / (1 - p))));
    for (const [row, both] of logits[2]!.entries())
      expect(both).toBeCloseTo((logits[0]![row]! + logits[1]![row]!) / 2, 4);
  });

  it('finds, with an interval, that opens help the network beyond recency and frequency', () => {
    const [baseline, network] = trained.candidates;
    expect(baseline!.againstBaseline).toBeNull();
    expect(network!.againstBaseline!.high).toBeLessThan(0);
    expect(network!.againstBaseline!.estimate).toBeCloseTo(
      network!.metrics.logLoss - baseline!.metrics.logLoss,
      6,
    );
    expect(network!.againstChampion).toBeNull();
  });

  it('judges the champion on the same rows, also one that knows fewer features in another order', async () => {
    const own = ['orderCount', 'recencyDays'];
    const narrow = {
      ...sets,
      training: narrowTo(own, 1),
      validation: narrowTo(own, 2),
      test: narrowTo(own, 3),
    };
    const champion = new LogisticRegression();
    await champion.fit(narrow.training, narrow.validation, { seed: 4 });
    const { champion: metrics, candidates } = await trainCandidates({ ...sets, champion });
    const expected = logLoss(sets.test.y, await champion.predict(narrow.test.x, 2000));
    expect(metrics!.logLoss).toBe(expected);
    expect(candidates[1]!.againstChampion!.high).toBeLessThan(0);
  });

  it('names the features that a champion misses, instead of failing', async () => {
    const renamed = (set: typeof sets.training) => ({
      ...set,
      featureNames: ['recencyDays', 'orderCount', 'a', 'b', 'c'],
    });
    const champion = new LogisticRegression();
    await champion.fit(renamed(sets.training), renamed(sets.validation), { seed: 4 });
    const result = await trainCandidates({ ...few, champion });
    expect(result.champion).toBeNull();
    expect(result.championMissesFeatures).toEqual(['a', 'b', 'c']);
  });

  it('leaves out what the training set is too small for, and says what it would take', async () => {
    const { candidates, leftOut } = await trainCandidates({ ...few, champion: null });
    expect(candidates.map(({ kind }) => kind)).toEqual(['logistic-regression', 'reference-network']);
    const positives = candidates[0]!.fitReport.positives;
    expect(leftOut).toEqual([
      `Not trained: ensemble network, gradient boosting, ensemble with trees. ${positives} training examples ended in an order, and it takes 300.`,
      NO_RHYTHM,
    ]);
  });

  it('does without the blend, and says so, where one of its parts could not be trained', async () => {
    const settings = { hidden: [64, 64], bins: 8, learningRate: 0.002, weightDecay: 0.01 };
    // As an earlier version may have found them to be best, and this one refuses them.
    const searched = { best: { ...settings, dropout: 0.95 }, next: 3 };
    const { candidates, leftOut } = await trainCandidates({ ...sets, champion: null, searched });
    expect(candidates.map(({ kind }) => kind)).toEqual([
      'logistic-regression',
      'reference-network',
      'gradient-boosting',
    ]);
    expect(leftOut).toEqual([
      expect.stringMatching(/^The ensemble network was not trained: .*dropout/),
      'The ensemble with trees was not trained: It takes an ensemble and gradient boosting.',
      NO_RHYTHM,
    ]);
  });

  it('passes on the progress of each kind', async () => {
    const seen: string[] = [];
    await trainCandidates({
      ...few,
      champion: null,
      onProgress: (kind, { epoch }) => seen.push(`${kind} ${epoch}`),
    });
    expect(seen.slice(0, 3)).toEqual(['logistic-regression 1', 'reference-network 1', 'reference-network 2']);
  });
});

function narrowTo(names: readonly string[], seed: number) {
  const full = buildTrainingSet(seed === 1 ? 3000 : seed === 2 ? 1000 : 2000, seed);
  const x = Array.from({ length: full.rows }, (_, row) =>
    names.map((name) => full.x[row * FEATURE_NAMES.length + FEATURE_NAMES.indexOf(name)]!),
  );
  return { ...full, featureNames: names, x: Float32Array.from(x.flat()) };
}

function tickingClock() {
  let now = 0;
  return { now: () => (now += 1000) };
}
