/** Networks are built with options, and come back with those that they were built with. */

import { describe, expect, it } from 'vitest';
import type { ArtifactFiles } from '../../src/domain/artifact.ts';
import { createModel } from '../../src/learn/create-model.ts';
import { buildTrainingSet } from './build-training-set.ts';

const training = buildTrainingSet(600, 1);
const validation = buildTrainingSet(300, 2);
const test = buildTrainingSet(300, 3);
const OTHER = {
  'reference-network': { hidden: [5], learningRate: 0.01, epochs: 2 },
  'ensemble-network': { hidden: [6, 4], members: 3, bins: 5, epochs: 2, weightDecay: 0 },
} as const;

describe.each(['reference-network', 'ensemble-network'] as const)('%s', (kind) => {
  it('trains by its options, and one built with others predicts the same from its files', async () => {
    const model = createModel(kind, OTHER[kind]);
    const report = await model.fit(training, validation, { seed: 1 });
    expect(report.epochs.map(({ epochs }) => epochs)).toEqual([2, 2]);
    expect(model.config).toMatchObject(OTHER[kind]);
    const copy = createModel(kind, { hidden: [9] });
    copy.load(model.save());
    expect(copy.config).toEqual(model.config);
    expect(await copy.predict(test.x, test.rows)).toEqual(await model.predict(test.x, test.rows));
  });

  it('keeps the weights of its best epoch', async () => {
    const { options, epochs } = { options: { epochs: 30, learningRate: 0.02, patience: 3 }, epochs: 30 };
    const model = createModel(kind, options);
    const { bestEpoch } = await model.fit(training, validation, { seed: 1 });
    expect(bestEpoch).toBeLessThan(epochs);
    const shorter = createModel(kind, { ...options, epochs: bestEpoch });
    await shorter.fit(training, validation, { seed: 1 });
    expect(shorter.save()['weights.bin']).toEqual(model.save()['weights.bin']);
  });

  it('takes one that was saved before there were options as built with the defaults', async () => {
    const model = createModel(kind, { epochs: 1 });
    await model.fit(training, validation, { seed: 1 });
    const copy = createModel(kind, { hidden: [9] });
    copy.load(withoutOptions(model.save()));
    expect(copy.config).toMatchObject({ ...createModel(kind).config });
    expect(await copy.predict(test.x, test.rows)).toEqual(await model.predict(test.x, test.rows));
  });

  it('refuses options that it does not know, or that build nothing, and names them', () => {
    expect(() => createModel(kind, { layers: 3 } as never)).toThrow(/"layers"/);
    const nothing = expect.objectContaining({
      code: 'invalid',
      message: expect.stringContaining('batchSize'),
    });
    expect(() => createModel(kind, { batchSize: 0 })).toThrow(nothing);
  });
});

function withoutOptions(files: ArtifactFiles): ArtifactFiles {
  const { options, ...rest } = JSON.parse(new TextDecoder().decode(files['model.json']!));
  expect(options).toBeDefined();
  return { ...files, 'model.json': new TextEncoder().encode(JSON.stringify(rest)) };
}
