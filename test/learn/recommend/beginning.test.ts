/** The transformer of the night before is begun from by product ids, never by what it knows already, and never by what it must not know. */

import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ArtifactFiles } from '../../../src/domain/artifact.ts';
import { startBudget } from '../../../src/domain/night-budget.ts';
import type { ProductStep } from '../../../src/domain/product-step.ts';
import {
  type Beginning,
  beginFrom,
  recallBeginning,
  saveBeginning,
  takeBeginning,
} from '../../../src/learn/recommend/beginning.ts';
import { beforeLastTwo } from '../../../src/learn/recommend/leave-out.ts';
import { NextProductModel } from '../../../src/learn/recommend/next-product.ts';
import { type NumberedFacts, numberProducts } from '../../../src/learn/recommend/number-products.ts';
import { createTransformer } from '../../../src/learn/recommend/transformer.ts';
import { judgeNextProduct } from '../../../src/learn-next-products.ts';
import { createRandom } from '../../../src/statistics/random.ts';
import { keepInMemory, type MemoryArtifacts } from '../../support/memory-artifacts.ts';
import { steps } from './steps.ts';

const PRODUCTS = 12;

/** Each contact goes from product to product by their names, from anywhere, and around. */
function rounds(length: number, names = (at: number) => `p${at % PRODUCTS}`): ProductStep[][] {
  return Array.from({ length: 60 }, (_, contact) =>
    steps(...Array.from({ length }, (__, at) => names(contact + at))),
  );
}

const plain = (sequences: readonly ProductStep[][]): NumberedFacts => ({
  ...numberProducts(sequences, new Map()),
  circumstances: [],
});

/** Shorter to compare. */
function hashFiles({ files }: Beginning): string {
  const hash = createHash('sha256');
  for (const [name, file] of Object.entries(files)) hash.update(name).update(file);
  return hash.digest('hex');
}

async function learn(facts: NumberedFacts, former: Beginning | null = null): Promise<Beginning> {
  const transformer = createTransformer();
  await transformer.fit(facts, { steps: 60, startFrom: beginFrom(former, facts) });
  return takeBeginning([transformer], facts, former)!;
}

it('is begun from by product ids, of which new ones have no number', async () => {
  const former = await learn(plain(rounds(8)));
  const facts = plain([...rounds(8), steps('a-new-one', 'p1', 'p2')]);
  expect(facts.productIds[0]).toBe('a-new-one');
  const { kind, numbers } = beginFrom(former, facts)!;
  expect(kind).toBe('transformer');
  expect(numbers).toEqual([undefined, ...Array.from({ length: PRODUCTS }, (_, number) => number)]);
  const now = await learn(facts, former);
  expect(now.startedFrom).toBe(former.learntFrom);
  expect([former.nightsSinceAnew, now.nightsSinceAnew]).toEqual([0, 1]);
  expect(now.learntFrom).not.toBe(former.learntFrom);
  expect(await learn(facts, former)).toEqual(now);
});

it('begins anew where it has learnt the very same facts, reads histories of another length, or has gone on for four nights', async () => {
  const facts = plain(rounds(8));
  const former = await learn(facts);
  expect(beginFrom(former, facts)).toBeUndefined();
  expect(beginFrom(former, plain(rounds(9)))).toBeUndefined();
  expect(await learn(plain(rounds(9)), former)).toMatchObject({ startedFrom: null });
  const others = plain(rounds(8, (at) => `q${at % PRODUCTS}`));
  expect(beginFrom({ ...former, nightsSinceAnew: 3 }, others)).toBeDefined();
  expect(beginFrom({ ...former, nightsSinceAnew: 4 }, others)).toBeUndefined();
});

it('is kept for the next night, which begins anew where its files cannot be read', async () => {
  const artifacts = keepInMemory();
  expect(await recallBeginning(artifacts)).toBeNull();
  const former = await learn(plain(rounds(8)));
  await saveBeginning(artifacts, former);
  expect(await recallBeginning(artifacts)).toEqual(former);
  const [[id, files]] = [...artifacts.kept] as [[string, ArtifactFiles]];
  artifacts.kept.set(id, { ...files, 'transformer-parameters.f32': new Uint8Array(8) });
  expect(await recallBeginning(artifacts)).toBeNull();
  artifacts.kept.set(id, { ...files, 'beginning.json': Buffer.from('{}') });
  expect(await recallBeginning(artifacts)).toBeNull();
});

it('has learnt nothing that a later night chooses or judges by', () => {
  const random = createRandom(5);
  for (let contact = 0; contact < 200; contact += 1) {
    const all = numberProducts(
      [steps(...Array.from({ length: 9 }, () => `p${random.integer(6)}`))],
      new Map(),
    );
    const [whole] = all.sequences;
    const earlier = 3 + random.integer(6);
    const cut = {
      ...whole!,
      products: whole!.products.slice(0, earlier),
      moments: whole!.moments.slice(0, earlier),
    };
    expect(beforeLastTwo(cut).products.length).toBeLessThanOrEqual(beforeLastTwo(whole!).products.length);
  }
});

it('gives what is served a head start', async () => {
  const sequences = rounds(8);
  // One order of many lines: of a single moment nothing is left out, so that the longest history stays as long.
  const order = steps(...Array.from({ length: 10 }, (_, line) => `p${line}`)).map((step) => ({
    ...step,
    at: 0,
  }));
  const beginning = await learn(plain([...sequences.map((one) => one.slice(0, -2)), order]));
  const weights = { transformer: 1 } as const;
  const hits = async (from: Beginning | null) => {
    let now = 0;
    // Time for one epoch.
    const night = startBudget(1, { now: () => (now += 100_000) });
    const model = new NextProductModel();
    await model.fit([...sequences, order], { weights, beginning: from, night });
    const found = sequences.filter((one, contact) => {
      const [next] = model.recommend(one, 1);
      return next!.productId === `p${(contact + 8) % PRODUCTS}`;
    });
    return found.length;
  };
  expect(await hits(beginning)).toBeGreaterThan((await hits(null)) + 20);
});

it('is what the night judges, begun from what the night before judged, and knows neither what chooses nor what judges', async () => {
  const random = createRandom(3);
  const names = Array.from({ length: 150 }, (_, product) => `p${product}`);
  const contacts = Array.from({ length: 400 }, () => random.shuffle([...names]));
  const stores = { recommenderDecisions: { recent: async () => [] } as never };
  const judge = async (ways: readonly string[][], artifacts: MemoryArtifacts) => {
    let now = 0;
    // Time for one epoch.
    const night = startBudget(10, { now: () => (now += 100_000) });
    const sequences = new Map(ways.map((way, at) => [`contact-${at}`, steps(...way)]));
    const shop = { sequences, ordered: new Map(), attributes: new Map(), words: new Map() };
    await judgeNextProduct(
      { stores, artifacts },
      { ...shop, categoryOf: new Map(), soldOut: new Set<string>(), night },
    );
    return recallBeginning(artifacts);
  };
  const took = (lines: number) => contacts.map((way) => way.slice(0, lines));
  const artifacts = keepInMemory();
  const lastNight = await judge(took(103), artifacts);
  expect(lastNight).toMatchObject({ startedFrom: null });
  const tookOthersLast = contacts.map((way) => [...way.slice(0, 101), ...way.slice(-2)]);
  const others = await judge(tookOthersLast, keepInMemory());
  expect(others!.learntFrom).toBe(lastNight!.learntFrom);
  expect(hashFiles(others!)).toBe(hashFiles(lastNight!));
  expect(await judge(took(104), artifacts)).toMatchObject({ startedFrom: lastNight!.learntFrom });
});
