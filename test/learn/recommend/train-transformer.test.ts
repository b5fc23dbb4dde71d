/** The training of the transformer says how far it is, ends with its budget, and keeps the epoch that found the most. */

import { expect, it } from 'vitest';
import { findLeftOut } from '../../../src/learn/recommend/find-left-out.ts';
import { cutSequence, plainSequence } from '../../../src/learn/recommend/product-sequence.ts';
import type { LearnOptions } from '../../../src/learn/recommend/recommender.ts';
import {
  fitBatch,
  type TransformerSettings,
  trainTransformer,
} from '../../../src/learn/recommend/train-transformer.ts';
import { createRandom } from '../../../src/statistics/random.ts';
import { CausalTransformer } from '../../../src/tensor/causal-transformer.ts';
import type { FormerNetwork } from '../../../src/tensor/move-items.ts';
import { openCompute } from '../../../src/tensor/open-compute.ts';

const ITEMS = 30;
const SETTINGS: TransformerSettings = {
  ...{ width: 16, heads: 1, layers: 1, length: 8, batch: 16, dropout: 0.1 },
  ...{ rate: 0.01, weightDecay: 0, epochs: 6, patience: 6, heldOut: 0.2, seed: 1 },
};

/** Every sequence counts up by one, from anywhere, and around. */
const sequences = Array.from({ length: 200 }, (_, at) =>
  plainSequence(Array.from({ length: 4 + (at % 9) }, (__, step) => (at * 7 + step) % ITEMS)),
);
const validation = sequences.map((sequence) => ({
  history: cutSequence(sequence, 0, -1),
  target: sequence.products.at(-1)!,
}));
const shown = sequences.map((sequence) => cutSequence(sequence, 0, -1));

async function train(
  options: LearnOptions,
  changes: Partial<TransformerSettings> = {},
  former?: FormerNetwork,
) {
  const compute = await openCompute();
  const settings = { ...SETTINGS, ...changes };
  return trainTransformer({ compute, items: ITEMS, sequences: shown, settings, former, ...options });
}

it('says after each epoch what it found, and how long it may take', async () => {
  const said: string[] = [];
  let now = 0;
  const clock = { now: () => (now += 500) };
  await train({ validation, onProgress: (text) => said.push(text), budget: { seconds: 1000, clock } });
  expect(said).toHaveLength(SETTINGS.epochs);
  expect(said[0]).toMatch(
    /^epoch 1 of at most 6: loss \d\.\d{4}, of 200 left out HR@10 0\.\d{4}, NDCG@10 0\.\d{4} \(best 0\.\d{4}\), log loss \d\.\d{4}, \d+ s, at most \d+ s left$/,
  );
});

it('begins no epoch that its budget has no time for', async () => {
  let now = 0;
  // Each look at the clock, of which an epoch has one at least, is thirty seconds later.
  const clock = { now: () => (now += 30_000) };
  const { found } = await train({ validation, budget: { seconds: 100, clock } });
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(SETTINGS.epochs);
  expect(now).toBeLessThan(200_000);
});

it('begins no epoch that takes it beyond its steps, but for the first', async () => {
  // 200 windows in batches of 16 are 13 steps.
  expect((await train({ validation, steps: 51 })).found).toHaveLength(3);
  expect((await train({ validation, steps: 1 })).found).toHaveLength(1);
});

it('keeps the parameters of the epoch that found the most', async () => {
  const { parameters, epochs, found } = await train({ validation }, { rate: 0.1, epochs: 12 });
  const most = Math.max(...found.map(({ ndcg }) => ndcg));
  expect(found[epochs - 1]!.ndcg).toBe(most);
  const compute = await openCompute();
  const model = new CausalTransformer(compute, { ...SETTINGS, items: ITEMS }, createRandom(2));
  model.parameters.write(parameters);
  expect(findLeftOut(model, validation).ndcg).toBeCloseTo(most, 6);
});

it('leaves some last products out itself when it is given none', async () => {
  const { found } = await train({});
  expect(found[0]!.cases).toBeGreaterThan(10);
  expect(found[0]!.cases).toBeLessThan(90);
  expect(found.at(-1)!.hitRate).toBeGreaterThan(0.8);
});

it('leaves whole last orders out, so that their own lines do not tell what it is judged by', async () => {
  const random = createRandom(4);
  // The second line of an order follows from the first, and nothing from the order before it.
  const pairs = Array.from({ length: 200 }, () => {
    const firsts = random.shuffle(Array.from({ length: ITEMS / 2 }, (_, at) => 2 * at)).slice(0, 4);
    const products = Int32Array.from(firsts.flatMap((first) => [first, first + 1]));
    return { products, moments: products.map((_, at) => Math.floor(at / 2)), circumstances: [] };
  });
  const compute = await openCompute();
  const { found } = await trainTransformer({ compute, items: ITEMS, sequences: pairs, settings: SETTINGS });
  expect(found.at(-1)!.cases).toBeGreaterThan(10);
  expect(found.at(-1)!.ndcg).toBeLessThan(0.5);
});

it('learns from fewer sequences in a step where an epoch would be a few steps', () => {
  expect([100_000, 4_000, 800, 100].map((windows) => fitBatch(128, windows))).toEqual([128, 100, 20, 16]);
  expect(fitBatch(8, 100)).toBe(8);
});

it('goes on from another one in fewer steps, and stays as that was where no epoch finds more', async () => {
  const parameters = (await train({ validation })).parameters;
  const numbers = Array.from({ length: ITEMS }, (_, item) => item);
  const former = { parameters, items: ITEMS, numbers };
  // Of 51 steps 16, which is one epoch.
  const warm = await train({ validation, steps: 51 }, {}, former);
  expect(warm.found).toHaveLength(1);
  expect(warm.found[0]!.ndcg).toBeGreaterThan((await train({ validation, steps: 51 })).found[0]!.ndcg + 0.2);
  expect((await train({ validation, steps: 51 }, {}, former)).parameters).toEqual(warm.parameters);
  const ruined = await train({ validation }, { rate: 1000 }, former);
  expect(ruined.epochs).toBe(0);
  expect(ruined.parameters).toEqual(parameters);
});
