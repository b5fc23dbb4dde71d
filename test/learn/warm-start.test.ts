/** A network goes on from another's weights where they fit, and a night's only from a champion that knows nothing of the test. */

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ArtifactFiles } from '../../src/domain/artifact.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { ModelRun } from '../../src/domain/model-run.ts';
import { startBudget } from '../../src/domain/night-budget.ts';
import { createModel } from '../../src/learn/create-model.ts';
import type { FitReport, Model, ModelKind } from '../../src/learn/model.ts';
import { trainNight } from '../../src/learn/train-night.ts';
import { buildTrainingSet } from './build-training-set.ts';

const lastNight = buildTrainingSet(2000, 1);
const training = buildTrainingSet(2000, 11);
const validation = buildTrainingSet(900, 2);
const OPTIONS = {
  'reference-network': { epochs: 12 },
  'ensemble-network': { members: 3, hidden: [16], epochs: 24 },
} as const;

async function train(kind: keyof typeof OPTIONS, startFrom?: Model, options: object = OPTIONS[kind]) {
  const model = createModel(kind, options);
  const report = await model.fit(startFrom ? training : lastNight, validation, { seed: 3, startFrom });
  return { model, report };
}

describe.each(['reference-network', 'ensemble-network'] as const)('%s', (kind) => {
  it('is as good as one that began anew, in fewer epochs', async () => {
    const champion = (await train(kind)).model;
    const cold = createModel(kind, OPTIONS[kind]);
    const coldReport = await cold.fit(training, validation, { seed: 3 });
    const { report } = await train(kind, champion);
    expect([coldReport.warm, report.warm]).toEqual([false, true]);
    expect(report.epochs.length).toBeLessThanOrEqual(OPTIONS[kind].epochs / 2);
    const goal = bestLoss(coldReport) + 0.002;
    expect(epochsUntil(report, goal)).toBeLessThan(epochsUntil(coldReport, goal));
  });

  it('gives the same weights from the same data and champion, and keeps the champion as it was', async () => {
    const champion = (await train(kind)).model;
    const before = champion.save();
    const [once, again] = [await train(kind, champion), await train(kind, champion)];
    expect(again.model.save()).toEqual(once.model.save());
    expect(champion.save()).toEqual(before);
    expect(once.model.save()['weights.bin']).not.toEqual(before['weights.bin']);
  });

  it('begins anew where the weights would mean something else', async () => {
    const champion = (await train(kind)).model;
    expect((await train(kind, champion, { ...OPTIONS[kind], hidden: [7] })).report.warm).toBe(false);
    expect((await train(kind, champion, { ...OPTIONS[kind], epochs: 8 })).report.warm).toBe(true);
    const renamed = (set: typeof training) => ({ ...set, featureNames: [...set.featureNames].reverse() });
    const other = createModel(kind, OPTIONS[kind]);
    const options = { seed: 3, startFrom: champion };
    expect((await other.fit(renamed(training), renamed(validation), options)).warm).toBe(false);
    const another = createModel('logistic-regression');
    await another.fit(lastNight, validation, { seed: 3 });
    expect((await train(kind, another)).report.warm).toBe(false);
  });
});

describe('trainNight', () => {
  const T0 = Date.UTC(2026, 2, 1);

  /** What tonight's runs began from, with a champion that was trained up to so many days before tonight's test cutoff. */
  async function startedFrom(
    trainedDaysBefore: number,
    trainingSetHash: string,
    kind: ModelKind = 'reference-network',
  ) {
    const model = createModel(kind);
    await model.fit(lastNight, validation, { seed: 3 });
    const champion = {
      id: 'former',
      kind: model.kind,
      outcomeWindowDays: 30,
      trainCutoff: T0 - trainedDaysBefore * DAY,
      trainingSetHash,
    } as ModelRun;
    const { contenders } = await trainNight(
      {
        modelRuns: { champion: async () => champion, add: async () => {}, recent: async () => [] } as never,
        artifacts: { load: async (): Promise<ArtifactFiles> => model.save(), save: async () => {} } as never,
        clock: { now: () => T0 },
      },
      {
        sets: {
          training: kind.startsWith('ensemble') ? buildTrainingSet(4000, 11) : training,
          validation,
          test: buildTrainingSet(300, 4),
          hash: 'tonight',
        },
        cutoffs: { training: [T0 - 60 * DAY], validation: T0 - 30 * DAY, test: T0 },
        outcomeWindowDays: 30,
        plan: { comparisons: { championId: 'former', count: 1, testCutoff: T0 }, chance: 0.025, nextAt: T0 },
        ...{ seed: 3, program: 'test', budget: startBudget(0, { now: () => T0 }) },
        newId: randomUUID,
      },
    );
    return Object.fromEntries(
      contenders.map(({ run }) => [run.kind as ModelKind, run.config['startedFrom']]),
    );
  }

  it('begins from the champion in its own kind, when its last outcomes ended before the test begins', async () => {
    const from = await startedFrom(61, 'last night');
    expect(from).toMatchObject({ 'reference-network': 'former', 'logistic-regression': null });
    expect(await startedFrom(60, 'last night')).toMatchObject({ 'reference-network': 'former' });
  });

  it('begins from an ensemble in an ensemble, where the search finds nothing better', async () => {
    const from = await startedFrom(61, 'last night', 'ensemble-network');
    expect(from).toMatchObject({ 'ensemble-network': 'former', 'reference-network': null });
  });

  it('begins from the ensemble of a champion that has trees beside it', async () => {
    const from = await startedFrom(61, 'last night', 'ensemble-with-trees');
    const both = { 'ensemble-network': 'former', 'ensemble-with-trees': 'former', 'gradient-boosting': null };
    expect(from).toMatchObject(both);
  });

  it('begins anew from a champion that knows a day of the test, or has learnt the same facts', async () => {
    expect(await startedFrom(59, 'last night')).toMatchObject({ 'reference-network': null });
    expect(await startedFrom(61, 'tonight')).toMatchObject({ 'reference-network': null });
  });
});

function bestLoss({ epochs }: FitReport): number {
  return Math.min(...epochs.map(({ validationLogLoss }) => validationLogLoss));
}

/** 0 where the start was as good already. */
function epochsUntil({ epochs, bestEpoch }: FitReport, goal: number): number {
  if (bestEpoch === 0) return 0;
  const at = epochs.findIndex(({ validationLogLoss }) => validationLogLoss <= goal);
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}
