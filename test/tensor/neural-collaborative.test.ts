/** The gradient of neural collaborative filtering is that of its loss, it learns what goes with what, and keeps its memory. */

import { beforeAll, expect, it } from 'vitest';
import { createRandom } from '../../src/statistics/random.ts';
import type { Compute } from '../../src/tensor/compute.ts';
import { NeuralCollaborative } from '../../src/tensor/neural-collaborative.ts';
import { openCompute } from '../../src/tensor/open-compute.ts';
import { PortableCompute } from '../../src/tensor/portable-compute.ts';
import { expectGradientOfLoss, expectNoGrowth, expectSame } from './judge-network.ts';

const SHAPE = {
  ...{ items: 10, length: 5, batch: 6, factors: 8, hidden: [8, 4] as const },
  ...{ negatives: 2, decay: 0.7, dropout: 0.2 },
};
const ADAM = { rate: 0.01, squareDecay: 0.98, weightDecay: 0 };

let compute: Compute;
beforeAll(async () => {
  compute = await openCompute();
});

function aNetwork(changes: Partial<typeof SHAPE> = {}, on: Compute = compute): NeuralCollaborative {
  return new NeuralCollaborative(on, { ...SHAPE, ...changes }, createRandom(3));
}

/** Sequences of all lengths, padded on the left; whoever begins with an odd item goes on with odd ones. */
function aBatch(seed: number) {
  const { batch, length, items } = SHAPE;
  const random = createRandom(seed);
  const own = new Int32Array(batch * length).fill(items);
  const next = new Int32Array(batch * length).fill(-1);
  for (let sequence = 0; sequence < batch; sequence += 1)
    for (let at = sequence % length; at < length; at += 1) {
      const draw = () => 2 * random.integer(items / 2) + (sequence % 2);
      own[sequence * length + at] = draw();
      next[sequence * length + at] = draw();
    }
  return { items: own, next };
}

it('has the gradient of its loss', () => {
  expectGradientOfLoss(aNetwork(), aBatch(1), { step: 1e-3 });
  compute.free();
});

it('is the same on the kernels and on a stock backend', () => {
  expectSame(aNetwork(), aNetwork({}, new PortableCompute()), aBatch(2));
  compute.free();
});

it('learns which half of the catalogue goes with whom, and of chances how much likelier', () => {
  const model = aNetwork();
  for (let seed = 1; seed <= 1500; seed += 1) model.trainStep(aBatch(seed), { ...ADAM, rate: 0.005, seed });
  const { items, length } = SHAPE;
  const batch = aBatch(9).items;
  const scores = model.score(batch);
  for (let sequence = 0; sequence < 2; sequence += 1) {
    const parity = batch[(sequence + 1) * length - 1]! % 2;
    const own = scores.slice(sequence * items, (sequence + 1) * items);
    const likely = own.filter((_, item) => item % 2 === parity);
    const unlikely = own.filter((_, item) => item % 2 !== parity);
    expect(Math.min(...likely)).toBeGreaterThan(Math.max(...unlikely) + 1);
  }
  compute.free();
});

it('scores a sequence the same whatever stands beside it', () => {
  const model = aNetwork();
  const { items, length } = SHAPE;
  const batch = aBatch(6).items;
  const second = model.score(batch).slice(items, 2 * items);
  const alone = model.score(batch.slice(length, 2 * length));
  for (const [at, score] of alone.entries()) expect(score).toBeCloseTo(second[at]!, 5);
  compute.free();
});

it('takes no more of the backend with each of a thousand steps', () => {
  const model = aNetwork();
  const batch = aBatch(7);
  expectNoGrowth((seed) => model.trainStep(batch, { ...ADAM, seed }));
  compute.free();
});
