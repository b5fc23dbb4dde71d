/** What forecasts rest on is found where there is something, and nothing where there is nothing. */

import { describe, expect, it } from 'vitest';
import type { ArtifactFiles } from '../../src/domain/artifact.ts';
import { createModel } from '../../src/learn/create-model.ts';
import { measureImportance } from '../../src/learn/measure-importance.ts';
import type { ModelKind, TrainingSet } from '../../src/learn/model.ts';
import { packProfile, profileColumns } from '../../src/learn/profile-run.ts';
import { buildTrainingSet } from './build-training-set.ts';

const sets = {
  training: buildTrainingSet(3000, 1),
  validation: buildTrainingSet(1000, 2),
  test: buildTrainingSet(2000, 3),
};

describe('the importance of features', () => {
  it('is that of those which forecasts rest on, the most important first', async () => {
    const found = await measure('reference-network', sets);
    expect(found!.beyondChance.map(({ names }) => names)).toEqual([
      ['recencyDays'],
      ['orderCount'],
      ['opens'],
    ]);
    for (const { rise } of found!.beyondChance) expect(rise.low).toBeGreaterThan(0);
    // The constant cannot be shuffled.
    expect(found).toMatchObject({ runId: 'run', contacts: 2000, measured: 4 });
    expect(await measure('reference-network', sets)).toEqual(found);
  });

  it('is nothing beyond noise where labels have nothing to do with features', async () => {
    const blind = {
      training: { ...sets.training, y: buildTrainingSet(3000, 91).y },
      validation: { ...sets.validation, y: buildTrainingSet(1000, 92).y },
      test: { ...sets.test, y: buildTrainingSet(2000, 93).y },
    };
    const found = await measure('reference-network', blind);
    expect(found!.beyondChance).toEqual([]);
    expect(found!.measured).toBe(4);
  });

  it('looks at those features alone that a model makes use of', async () => {
    const found = await measure('logistic-regression', sets);
    expect(found).toMatchObject({ measured: 2 });
  });

  it('shuffles together what says the same, which one by one would matter less', async () => {
    const twins = {
      training: addTwin(sets.training),
      validation: addTwin(sets.validation),
      test: addTwin(sets.test),
    };
    const together = await measure('reference-network', twins, [['recencyDays', 'twin']]);
    const alone = await measure('reference-network', twins);
    const riseOf = (found: typeof alone) =>
      found!.beyondChance.find(({ names }) => names[0] === 'recencyDays')!.rise.estimate;
    expect(together!.beyondChance[0]!.names).toEqual(['recencyDays', 'twin']);
    expect(riseOf(together)).toBeGreaterThan(1.3 * riseOf(alone));
  });

  it('is unknown while nobody serves', async () => {
    const ports = { modelRuns: { champion: async () => null }, artifacts: {} };
    expect(await measureImportance(ports as never, { test: sets.test, seed: 1 })).toBeNull();
  });
});

async function measure(kind: ModelKind, own: typeof sets, groups: string[][] = []) {
  const model = createModel(kind);
  await model.fit(own.training, own.validation, { seed: 5 });
  const known = { columns: profileColumns(own), groups, cutoffs: { training: [1], validation: 2, test: 3 } };
  const files: ArtifactFiles = { ...model.save(), ...(await packProfile(model, own, known)) };
  const ports = {
    modelRuns: { champion: async () => ({ id: 'run', kind }) },
    artifacts: { load: async () => files },
  };
  return measureImportance(ports as never, { test: own.test, seed: 7 });
}

function addTwin({ x, rows, featureNames, y }: TrainingSet): TrainingSet {
  const width = featureNames.length;
  const wider = Float32Array.from({ length: rows * (width + 1) }, (_, at) => {
    const [row, column] = [Math.floor(at / (width + 1)), at % (width + 1)];
    return x[row * width + (column === width ? 0 : column)]!;
  });
  return { x: wider, rows, featureNames: [...featureNames, 'twin'], y };
}
