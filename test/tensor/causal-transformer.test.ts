/** The transformer's gradient is that of its loss, it learns what follows what, looks at nothing to come, and keeps its memory. */

import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/statistics/random.ts';
import {
  CausalTransformer,
  type SequenceBatch,
  type TransformerShape,
} from '../../src/tensor/causal-transformer.ts';
import type { Compute } from '../../src/tensor/compute.ts';
import { openCompute } from '../../src/tensor/open-compute.ts';
import { PortableCompute } from '../../src/tensor/portable-compute.ts';
import { expectGradientOfLoss, expectNoGrowth, expectSame } from './judge-network.ts';

/** Two circumstances of a step, of three values and of five. */
const CIRCUMSTANCES = [3, 5];
const SHAPE = { items: 7, width: 8, length: 6, batch: 4, heads: 2, layers: 2, dropout: 0.2, negatives: 0 };
const ADAM = { rate: 0.01, squareDecay: 0.98, weightDecay: 0 };

let compute: Compute;
beforeAll(async () => {
  compute = await openCompute();
});

function aTransformer(changes: Partial<TransformerShape> = {}, on: Compute = compute): CausalTransformer {
  return new CausalTransformer(on, { ...SHAPE, ...changes }, createRandom(3));
}

/** Sequences of all lengths, padded on the left, each followed by what comes next. */
function aBatch(seed: number): SequenceBatch {
  const { batch, length, items } = SHAPE;
  const random = createRandom(seed);
  const batchItems = new Int32Array(batch * length).fill(items);
  const next = new Int32Array(batch * length).fill(-1);
  for (let sequence = 0; sequence < batch; sequence += 1)
    for (let at = sequence; at < length; at += 1) {
      batchItems[sequence * length + at] = random.integer(items);
      next[sequence * length + at] = random.integer(items);
    }
  return { items: batchItems, next };
}

/** The same, with circumstances drawn at random. */
function inCircumstances(seed: number): SequenceBatch {
  const batch = aBatch(seed);
  const random = createRandom(seed + 100);
  const circumstances = CIRCUMSTANCES.map((values) => batch.items.map(() => random.integer(values)));
  return { ...batch, circumstances };
}

/** A b c d e f g a b c ..., from a random start. */
function aLoop(random: ReturnType<typeof createRandom>): SequenceBatch {
  const { batch, length, items } = SHAPE;
  const start = Array.from({ length: batch }, () => random.integer(items));
  const at = (offset: number) =>
    Int32Array.from(
      { length: batch * length },
      (_, place) => (start[Math.floor(place / length)]! + (place % length) + offset) % items,
    );
  return { items: at(0), next: at(1) };
}

describe('the gradient', () => {
  it('is that of the loss', () => {
    expectGradientOfLoss(aTransformer(), aBatch(1));
    compute.free();
  });

  it('is that of the loss by the circumstances of steps too', () => {
    const { items, length, width } = SHAPE;
    const from = (items + 1 + length) * width;
    const model = aTransformer({ circumstances: CIRCUMSTANCES });
    const part = { from, to: from + (3 + 5) * width };
    expectGradientOfLoss(model, inCircumstances(1), { part });
    expect(
      model.gradients
        .read()
        .slice(part.from, part.to)
        .some((slope) => slope !== 0),
    ).toBe(true);
    compute.free();
  });

  it('is the same on the kernels and on a stock backend', () => {
    expectSame(aTransformer(), aTransformer({}, new PortableCompute()), aBatch(2));
    const changes = { circumstances: CIRCUMSTANCES };
    const theirs = aTransformer(changes, new PortableCompute());
    expectSame(aTransformer(changes), theirs, inCircumstances(2));
    compute.free();
  });

  it('is the same when the drawn items are all there are', () => {
    const [whole, drawn] = [0, SHAPE.items].map((negatives) => {
      const model = aTransformer({ negatives });
      const loss = model.lossGradient(aBatch(2), 9);
      return { loss, gradient: model.gradients.read() };
    });
    expect(drawn!.loss).toBeCloseTo(whole!.loss, 4);
    drawn!.gradient.forEach((value, at) => {
      expect(value).toBeCloseTo(whole!.gradient[at]!, 4);
    });
    compute.free();
  });

  it('is that of the loss over the drawn items too', () => {
    expectGradientOfLoss(aTransformer({ items: 40, negatives: 5 }), aBatch(1));
    compute.free();
  });

  it('is 0 for padding, which stays 0', () => {
    const model = aTransformer();
    model.trainStep(aBatch(3), { ...ADAM, seed: 1 });
    const { items, width } = SHAPE;
    expect(model.parameters.read().slice(items * width, (items + 1) * width)).toEqual(
      new Float32Array(width),
    );
    compute.free();
  });
});

it('learns what follows what, from the loss of guessing to nearly none', () => {
  const model = aTransformer();
  const random = createRandom(4);
  const losses = Array.from({ length: 400 }, (_, seed) => model.trainStep(aLoop(random), { ...ADAM, seed }));
  expect(losses[0]!).toBeGreaterThan(Math.log(SHAPE.items) - 0.3);
  expect(losses.at(-1)!).toBeLessThan(0.3);
  const { items, next } = aLoop(random);
  const scores = model.score(items);
  for (let sequence = 0; sequence < SHAPE.batch; sequence += 1) {
    const own = scores.slice(sequence * SHAPE.items, (sequence + 1) * SHAPE.items);
    expect(own.indexOf(Math.max(...own))).toBe(next![(sequence + 1) * SHAPE.length - 1]);
  }
  compute.free();
});

it('learns what follows what from drawn items', () => {
  const model = aTransformer({ negatives: 3 });
  const random = createRandom(4);
  for (let seed = 0; seed < 400; seed += 1) model.trainStep(aLoop(random), { ...ADAM, seed });
  const { items, next } = aLoop(random);
  const own = model.score(items).slice(0, SHAPE.items);
  expect(own.indexOf(Math.max(...own))).toBe(next![SHAPE.length - 1]);
  compute.free();
});

it('learns what follows from the circumstances of a step alone', () => {
  const model = aTransformer({ circumstances: CIRCUMSTANCES, dropout: 0 });
  const told = (seed: number) => {
    const batch = inCircumstances(seed);
    const [first, second] = batch.circumstances!;
    const next = batch.next!.map((item, at) =>
      item < 0 ? item : (first![at]! + second![at]!) % SHAPE.items,
    );
    return { ...batch, next };
  };
  for (let seed = 0; seed < 400; seed += 1) model.trainStep(told(seed), { ...ADAM, seed });
  const { items, circumstances, next } = told(1000);
  const scores = model.score(items, circumstances);
  for (let sequence = 0; sequence < SHAPE.batch; sequence += 1) {
    const own = scores.slice(sequence * SHAPE.items, (sequence + 1) * SHAPE.items);
    expect(own.indexOf(Math.max(...own))).toBe(next[(sequence + 1) * SHAPE.length - 1]);
  }
  compute.free();
});

it('learns nothing where the next item is drawn at random', () => {
  const model = aTransformer();
  const losses = Array.from({ length: 300 }, (_, seed) =>
    model.trainStep(aBatch(seed), { ...ADAM, rate: 0.001, seed }),
  );
  const late = losses.slice(-50).reduce((sum, loss) => sum + loss, 0) / 50;
  expect(late).toBeGreaterThan(Math.log(SHAPE.items) - 0.15);
  compute.free();
});

it('says the same of a sequence whatever stands beside it, and however it is padded', () => {
  const model = aTransformer();
  const batch = aBatch(6).items;
  const all = model.score(batch);
  const alone = model.score(batch.slice(SHAPE.length, 2 * SHAPE.length));
  const second = all.slice(SHAPE.items, 2 * SHAPE.items);
  for (const [at, score] of alone.entries()) expect(score).toBeCloseTo(second[at]!, 5);
  compute.free();
});

it.each([
  { of: 'items alone', model: () => aTransformer(), batch: () => aBatch(7) },
  {
    of: 'items and circumstances',
    model: () => aTransformer({ circumstances: CIRCUMSTANCES }),
    batch: () => inCircumstances(7),
  },
])('takes no more of the backend with each of a thousand steps on $of', (made) => {
  const model = made.model();
  const batch = made.batch();
  expectNoGrowth((seed) => model.trainStep(batch, { ...ADAM, seed }));
  compute.free();
});
