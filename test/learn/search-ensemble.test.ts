/** The nightly search for the ensemble's settings: repeatable, remembered, and never worse on the validation set. */

import { expect, it } from 'vitest';
import type { ModelRun } from '../../src/domain/model-run.ts';
import { startBudget } from '../../src/domain/night-budget.ts';
import { EnsembleNetwork } from '../../src/learn/ensemble-network.ts';
import type { FitProgress } from '../../src/learn/model.ts';
import { recallSearch, saySearchEnded, searchEnsemble } from '../../src/learn/search-ensemble.ts';
import { trainCandidates } from '../../src/learn/train-candidates.ts';
import { buildTrainingSet } from './build-training-set.ts';

const input = {
  training: buildTrainingSet(800, 1),
  validation: buildTrainingSet(400, 2),
  seed: 4,
  outcomeWindowDays: 30,
  clock: { now: () => 0 },
};

/** The night after the first. */
const BEGUN = { best: null, next: 0 };

it('fits the default alone on the first night, says so, and leaves the next one something to go on from', async () => {
  const { search, model } = await searchEnsemble(input, null);
  expect(search).toMatchObject({ tried: [], endedByTime: false, ...BEGUN });
  expect(model.config).toEqual(new EnsembleNetwork().config);
  expect(saySearchEnded(search)).toEqual([expect.stringContaining('begins the next night')]);
  const run = { kind: 'ensemble-network', config: { search } } as unknown as ModelRun;
  expect(recallSearch([run])).toEqual(BEGUN);
});

it('keeps the settings with the lowest validation loss, finds the same again in no more steps than without it, and goes on the next night', async () => {
  const first = await searchEnsemble(input, BEGUN);
  const { search } = first;
  expect(search.tried.length).toBeGreaterThan(0);
  expect(search.next).toBe(search.tried.length);
  const losses = [search.formerLogLoss, ...search.tried.map(({ validationLogLoss }) => validationLogLoss)];
  expect(search.bestLogLoss).toBe(Math.min(...losses));
  const { epochs, bestEpoch } = first.fitReport;
  expect(epochs[bestEpoch - 1]!.validationLogLoss).toBe(search.bestLogLoss);
  const began: number[] = [];
  const repeated = await searchEnsemble({ ...input, onProgress: (_, { epoch }) => began.push(epoch) }, BEGUN);
  expect(repeated.search).toEqual(search);
  const rows = input.validation.rows;
  expect(Array.from(await repeated.model.predict(input.validation.x, rows))).toEqual(
    Array.from(await first.model.predict(input.validation.x, rows)),
  );
  // Of an epoch each: what is tried takes no more of them than the training without it.
  const former = began.indexOf(1, 1);
  expect(former).toBeGreaterThan(0);
  expect(began.length - former).toBeLessThanOrEqual(former);

  const best = search.tried[0]!.settings;
  const second = await searchEnsemble(input, { best, next: search.next });
  expect(second.search.tried[0]!.number).toBe(search.next);
  expect(second.search.formerLogLoss).toBe(search.tried[0]!.validationLogLoss);
});

it('begins from the champion in the former settings alone, and tries others for as long as beginning anew would take', async () => {
  const startFrom = new EnsembleNetwork();
  await startFrom.fit(input.training, input.validation, { seed: 4 });
  const training = buildTrainingSet(800, 11);
  const curves: number[][] = [];
  const onProgress = (_: string, { epoch, trainLogLoss }: FitProgress) => {
    if (epoch === 1) curves.push([]);
    curves.at(-1)!.push(trainLogLoss);
  };
  const anew = await searchEnsemble({ ...input, training, onProgress }, BEGUN);
  const [coldCurve] = curves.splice(0);
  const warm = await searchEnsemble({ ...input, training, startFrom, onProgress }, BEGUN);
  const [warmCurve, ...others] = curves;
  expect(warmCurve![0]).toBeLessThan(coldCurve![0]!);
  expect(warm.search.tried[0]!.number).toBe(anew.search.tried[0]!.number);
  expect(others.flat().length).toBeGreaterThan(warmCurve!.length);
  expect(others.flat().length).toBeLessThanOrEqual(2 * warmCurve!.length);
});

it('ends on a machine that is too slow, and says so', async () => {
  let now = 0;
  const clock = { now: () => (now += 150_000) };
  const training = buildTrainingSet(1500, 1);
  const sets = { ...input, training, test: buildTrainingSet(400, 3), clock, champion: null, searched: BEGUN };
  const { candidates, leftOut } = await trainCandidates(sets);
  const { search } = candidates.find(({ kind }) => kind === 'ensemble-network')!;
  expect(search).toMatchObject({ endedByTime: true, next: 1 });
  expect(leftOut.slice(-1)).toEqual(saySearchEnded(search!));
  expect(leftOut.at(-1)).toContain('ended after 120 seconds, with 1 tried');
});

it('searches for no others once the night is used up, and says so', async () => {
  const { search } = await searchEnsemble(input, BEGUN, startBudget(0, input.clock));
  expect(search).toMatchObject({ tried: [], next: 0, endedByTime: true });
  expect(saySearchEnded(search)[0]).toContain('ended after 0 seconds, with 0 tried');
});

it('goes on from the newest run that searched, and begins anew where none can be read', () => {
  const run = (kind: string, config: ModelRun['config']) => ({ kind, config }) as ModelRun;
  const best = { hidden: [32, 32], bins: 6, learningRate: 0.001, weightDecay: 0.05, dropout: 0.1 };
  const runs = [
    run('logistic-regression', {}),
    run('ensemble-network', { search: { best: { hidden: 'wide' }, next: 9 } }),
    run('ensemble-network', { search: { best, next: 7, tried: [] } }),
    run('ensemble-network', { search: { best: null, next: 3 } }),
  ];
  expect(recallSearch(runs)).toEqual({ best, next: 7 });
  expect(recallSearch(runs.slice(0, 2))).toBeNull();
  const { dropout: _, ...before } = best;
  const older = [run('ensemble-network', { search: { best: before, next: 7, tried: [] } })];
  expect(recallSearch(older)).toEqual({ best: { ...best, dropout: 0 }, next: 7 });
});
