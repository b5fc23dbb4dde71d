/** The process that answers in Slack asks a network, and starts no backend for it. */

import * as tf from '@tensorflow/tfjs-core';
import { expect, it, vi } from 'vitest';
import type { ModelRun } from '../../src/domain/model-run.ts';
import { packModel } from '../../src/learn/pack-model.ts';
import { createPredictor } from '../../src/learn/predict-rows.ts';
import { createRandom } from '../../src/statistics/random.ts';

const FEATURES = ['recencyDays', 'orderCount'];

it('predicts in plain JavaScript, one champion after the other', async () => {
  const random = createRandom(3);
  const files = ['first', 'second'].map((id) => ({
    id,
    files: packModel('reference-network', {
      inputs: { featureNames: FEATURES, medians: Float32Array.of(30, 2) },
      scaling: { columns: [0, 1], logs: [false, false], means: [0, 0], inverseDeviations: [0.1, 1] },
      weights: Float32Array.from({ length: 3 * 64 + 65 * 32 + 33 }, () => random.normal() / 4),
    }),
  }));
  let serving = 'first';
  const champion = async () => ({ id: serving, kind: 'reference-network' }) as ModelRun;
  const load = async (id: string) => files.find((one) => one.id === id)!.files;
  const predict = createPredictor({
    modelRuns: { champion } as never,
    artifacts: { load } as never,
  });
  const set = {
    featureNames: ['orderCount', 'recencyDays'],
    rows: 2,
    x: Float32Array.of(1, 300, 9, 2),
    contactIds: ['a', 'b'],
  };
  const [asked, begun] = [vi.spyOn(tf.engine(), 'runKernel'), vi.spyOn(tf.engine(), 'setBackend')];
  const first = await predict(set);
  serving = 'second';
  const second = await predict(set);
  for (const p of [...first!, ...second!]) expect(p > 0 && p < 1).toBe(true);
  expect(first![0]).not.toBe(first![1]);
  expect(second).not.toEqual(first);
  expect(asked).not.toHaveBeenCalled();
  expect(begun).not.toHaveBeenCalled();
});
