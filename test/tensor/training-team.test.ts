/** Threads that share a batch learn what one would, keep nothing, and do not go on without each other. */

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../src/statistics/random.ts';
import type * as CausalTransformers from '../../src/tensor/causal-transformer.ts';
import type * as OpenComputes from '../../src/tensor/open-compute.ts';
import type * as TrainingTeams from '../../src/tensor/training-team.ts';
import { builtFile } from '../support/build-changed.ts';

const SHAPE = {
  ...{ items: 40, width: 16, length: 6, batch: 5, heads: 2, layers: 2, dropout: 0.2 },
  circumstances: [3, 5],
};
const ADAM = { rate: 0.01, squareDecay: 0.98, weightDecay: 0.001 };

let teams: typeof TrainingTeams;
let transformers: typeof CausalTransformers;
let computes: typeof OpenComputes;
/** Threads run what was compiled. */
beforeAll(async () => {
  const load = (name: string) => import(builtFile(`src/tensor/${name}`));
  teams = await load('training-team');
  transformers = await load('causal-transformer');
  computes = await load('open-compute');
});

async function aTeam(threads: number, changes: { readonly negatives?: number } = {}) {
  const compute = await computes.openCompute();
  const model = new transformers.CausalTransformer(compute, { ...SHAPE, ...changes }, createRandom(3));
  const team = teams.openTrainingTeam(compute, model, threads);
  onTestFinished(async () => {
    await team.close();
    compute.free();
  });
  return { ...team, model };
}

/** Sequences of several lengths, padded on the left, each followed by what comes next. */
function aBatch(seed: number, sequences = SHAPE.batch) {
  const { length, items: padding } = SHAPE;
  const random = createRandom(seed);
  const items = new Int32Array(sequences * length).fill(padding);
  const next = new Int32Array(sequences * length).fill(-1);
  for (let sequence = 0; sequence < sequences; sequence += 1)
    for (let at = sequence % length; at < length; at += 1) {
      items[sequence * length + at] = random.integer(padding);
      next[sequence * length + at] = random.integer(padding);
    }
  const circumstances = SHAPE.circumstances.map((values) => items.map(() => random.integer(values)));
  return { items, next, circumstances };
}

it.each([2, 3])('learns with %i threads what one learns, with the same values dropped', async (threads) => {
  const [alone, together] = [await aTeam(1), await aTeam(threads)];
  expect(together.threads).toBe(threads);
  for (let seed = 1; seed <= 4; seed += 1) {
    const settings = { ...ADAM, seed: seed * 7919 };
    const loss = await together.trainStep(aBatch(seed), settings);
    expect(loss).toBeCloseTo(await alone.trainStep(aBatch(seed), settings), 5);
  }
  const theirs = together.model.parameters.read();
  const apart = alone.model.parameters.read().map((value, at) => Math.abs(value - theirs[at]!));
  // Adam makes much of gradients that are nothing but rounding, such as those of the keys' biases.
  expect(Math.max(...apart)).toBeLessThan(0.1 * 4 * ADAM.rate);
  expect(apart.reduce((sum, one) => sum + one, 0) / apart.length).toBeLessThan(1e-5);
});

it('gives the same to the last digit each time', async () => {
  const [one, other] = [await aTeam(2, { negatives: 8 }), await aTeam(2, { negatives: 8 })];
  for (const team of [one, other])
    for (let seed = 1; seed <= 4; seed += 1) await team.trainStep(aBatch(seed), { ...ADAM, seed });
  expect(one.model.parameters.read()).toEqual(other.model.parameters.read());
});

it('takes batches that have fewer sequences than there are threads', async () => {
  const [alone, together] = [await aTeam(1), await aTeam(3)];
  const settings = { ...ADAM, seed: 1 };
  const loss = await together.trainStep(aBatch(1, 1), settings);
  expect(loss).toBeCloseTo(await alone.trainStep(aBatch(1, 1), settings), 5);
});

it('takes no more of the backend with each of a thousand steps', async () => {
  const team = await aTeam(2);
  const step = (seed: number) => team.trainStep(aBatch(seed), { ...ADAM, seed });
  await step(0);
  const taken = () => [tf.memory().numTensors, heapBytes()];
  const before = taken();
  for (let seed = 1; seed <= 1000; seed += 1) await step(seed);
  expect(taken()).toEqual(before);
});

it('fails when a thread dies, and goes on failing', async () => {
  const team = await aTeam(2);
  const batch = aBatch(1);
  // Of the second part, and beyond all memory.
  batch.items[batch.items.length - 1] = 0x2000000;
  const failing = { name: 'AppError', code: 'unavailable', message: expect.stringContaining('thread') };
  await expect(team.trainStep(batch, { ...ADAM, seed: 1 })).rejects.toMatchObject(failing);
  await expect(team.trainStep(aBatch(1), { ...ADAM, seed: 1 })).rejects.toMatchObject(failing);
});

it('is one thread where it runs from the sources, which threads cannot load', async () => {
  const { trainingThreads } = await import('../../src/tensor/training-team.ts');
  expect(trainingThreads({ name: 'wasm kernels' } as never)).toBe(1);
});

/** The heap of the WASM backend only ever grows. */
function heapBytes(): number {
  return (tf.backend() as unknown as { readonly wasm: { readonly HEAPU8: Uint8Array } }).wasm.HEAPU8.length;
}
