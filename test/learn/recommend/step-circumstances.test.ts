/** The transformer reads what kind of event a step was and how long it took to come, and finds by it what comes next. */

import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/domain/clock.ts';
import { EVENT } from '../../../src/domain/event.ts';
import type { ProductStep } from '../../../src/domain/product-step.ts';
import type { Found } from '../../../src/learn/recommend/find-left-out.ts';
import { NextProductModel } from '../../../src/learn/recommend/next-product.ts';
import { numberProducts } from '../../../src/learn/recommend/number-products.ts';
import { cutSequence, plainSequence } from '../../../src/learn/recommend/product-sequence.ts';
import type { ProductFacts } from '../../../src/learn/recommend/recommender.ts';
import { describeCircumstances } from '../../../src/learn/recommend/step-circumstances.ts';
import { trainTransformer } from '../../../src/learn/recommend/train-transformer.ts';
import { createTransformer } from '../../../src/learn/recommend/transformer.ts';
import { createRandom, type Random } from '../../../src/statistics/random.ts';
import { openCompute } from '../../../src/tensor/open-compute.ts';

const PRODUCTS = 30;
const MINUTE = 60_000;

/** How a step came, and by how much it moves its contact on through the catalogue. */
interface Manner {
  readonly name: string;
  readonly gapMs: number;
  readonly by: number;
}

const BY_KIND: readonly Manner[] = [
  { name: EVENT.productViewed, gapMs: DAY, by: 1 },
  { name: EVENT.orderCompleted, gapMs: DAY, by: 11 },
];
const BY_GAP: readonly Manner[] = [
  { name: EVENT.productViewed, gapMs: MINUTE, by: 1 },
  { name: EVENT.productViewed, gapMs: 10 * DAY, by: 11 },
];

/** Of each step one of two manners, as likely, decides which product is next. */
function walk(manners: readonly Manner[], random: Random): ProductStep[] {
  const steps: ProductStep[] = [];
  let product = random.integer(PRODUCTS);
  let at = 0;
  for (let step = 0; step < 9; step += 1) {
    const { name, gapMs, by } = manners[random.integer(2)]!;
    at += gapMs;
    steps.push({ productId: `product-${product}`, name, at });
    product = (product + by) % PRODUCTS;
  }
  return steps;
}

function walks(manners: readonly Manner[]): ProductFacts {
  const random = createRandom(6);
  return numberProducts(
    Array.from({ length: 500 }, () => walk(manners, random)),
    new Map(),
  );
}

function withoutCircumstances({ sequences, ...facts }: ProductFacts): ProductFacts {
  return {
    ...facts,
    sequences: sequences.map(({ products }) => plainSequence(products)),
    circumstances: [],
  };
}

async function learn({ sequences, products, circumstances }: ProductFacts): Promise<Found> {
  const { found } = await trainTransformer({
    compute: await openCompute(),
    items: products,
    sequences: sequences.map((sequence) => cutSequence(sequence, 0, -1)),
    validation: sequences.map((sequence) => ({
      history: cutSequence(sequence, 0, -1),
      target: sequence.products.at(-1)!,
    })),
    settings: {
      ...{ width: 32, heads: 1, layers: 1, length: 8, batch: 32, dropout: 0, circumstances },
      ...{ rate: 0.01, weightDecay: 0, epochs: 30, patience: 30, heldOut: 0, seed: 1 },
    },
  });
  return found.at(-1)!;
}

describe.each([
  { what: 'the kind of event', manners: BY_KIND },
  { what: 'the gap in time', manners: BY_GAP },
])('where $what decides which product is next', ({ manners }) => {
  it('finds it, and by products alone no more than that it is one of two', async () => {
    const facts = walks(manners);
    const found = await learn(facts);
    expect(found.ndcg).toBeGreaterThan(0.98);
    expect(found.logLoss).toBeLessThan(0.1);
    const byProducts = await learn(withoutCircumstances(facts));
    expect(byProducts.ndcg).toBeLessThan(0.87);
    expect(byProducts.logLoss).toBeGreaterThan(0.95 * Math.log(2));
  });
});

it('scores the same after it was saved and loaded, by circumstances too', async () => {
  const { sequences, ...facts } = walks(BY_KIND);
  const learnt = createTransformer();
  await learnt.fit({ ...facts, sequences }, { steps: 32 });
  const copy = createTransformer();
  await copy.load(learnt.save());
  const [history] = sequences;
  expect(copy.predict(history!)).toEqual(learnt.predict(history!));
  const viewed = { ...history!, circumstances: history!.circumstances.map((own) => own.map(() => 1)) };
  expect(copy.predict(viewed)).not.toEqual(copy.predict(history!));
});

it('still loads what was saved before steps had circumstances, and scores by products alone', async () => {
  const facts = walks(BY_KIND);
  const learnt = createTransformer();
  await learnt.fit(withoutCircumstances(facts), { steps: 32 });
  const files = learnt.save();
  // Products and length, as it was.
  expect(new Int32Array(files['transformer-shape.i32']!.slice().buffer)).toHaveLength(2);
  const copy = createTransformer();
  await copy.load(files);
  const [history] = facts.sequences;
  expect(copy.predict(history!)).toEqual(learnt.predict(plainSequence(history!.products)));
});

it('numbers kinds of events, and gaps by their binary logarithm from a second on', () => {
  const at = (name: string, time: number): ProductStep => ({ productId: 'a', name, at: time });
  const [kinds, gaps] = describeCircumstances([
    at(EVENT.productViewed, 0),
    at(EVENT.productAdded, 999),
    at(EVENT.orderCompleted, 1999),
    at(EVENT.orderCompleted, 1999),
    at('Product Shared', 1999 + 2 * MINUTE),
    at(EVENT.productViewed, 1999 + 2 * MINUTE + 4 * MINUTE),
    at(EVENT.productViewed, 100 * 365 * DAY),
  ]);
  expect([...kinds!]).toEqual([1, 2, 3, 3, 0, 1, 1]);
  expect([...gaps!]).toEqual([0, 1, 2, 1, 8, 9, 27]);
});

it('brings contacts with the same products into one order by their circumstances', () => {
  const one = BY_KIND.map(({ name }) => [{ productId: 'a', name, at: 0 }]);
  expect(numberProducts(one, new Map())).toEqual(numberProducts(one.toReversed(), new Map()));
});

it.each([
  { kinds: 'one kind', manners: BY_GAP, reads: [] },
  { kinds: 'two kinds', manners: BY_KIND, reads: [4, 28] },
])(
  'reads by night of steps of $kinds the circumstances $reads',
  async ({ manners, reads }) => {
    const random = createRandom(6);
    const sequences = Array.from({ length: 60 }, () => walk(manners, random));
    const model = new NextProductModel();
    await model.fit(sequences, { weights: { transformer: 1 } });
    const shape = new Int32Array(model.save()['transformer-shape.i32']!.slice().buffer);
    expect([...shape.slice(2)]).toEqual(reads);
    const copy = new NextProductModel();
    await copy.load(model.save());
    expect(copy.recommend(sequences[0]!, 5)).toEqual(model.recommend(sequences[0]!, 5));
  },
  120_000,
);
