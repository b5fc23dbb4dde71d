/** Whether kinds of events and the time between them help to find a shop's next products, beside products in their order alone. */

import { Blend } from '../src/learn/recommend/blend.ts';
import { chooseRecommenders, NIGHTLY_STEPS } from '../src/learn/recommend/choose-recommenders.ts';
import { fitAll } from '../src/learn/recommend/evaluate-next-product.ts';
import { beforeLastTwo, leaveOut } from '../src/learn/recommend/leave-out.ts';
import { type NumberedFacts, numberProducts } from '../src/learn/recommend/number-products.ts';
import { rankTarget } from '../src/learn/recommend/rank-products.ts';
import type { LeftOut, ProductFacts, Recommender } from '../src/learn/recommend/recommender.ts';
import { createTransformer } from '../src/learn/recommend/transformer.ts';
import { listAttributes } from '../src/next-products.ts';
import { listSteps } from '../src/prepare/list-steps.ts';
import type { Interval } from '../src/statistics/interval.ts';
import { pairedInterval } from '../src/statistics/mean-interval.ts';
import { hitRateAt, ndcgAt } from '../src/statistics/next-item.ts';
import { readShop } from './read-shop.ts';

export interface BenchStepsOptions {
  /** Where a shop's events were imported. */
  readonly dataDir: string;
  /** Each transformer is trained so often, as the night trains it. */
  readonly seeds: number;
  readonly onProgress: (text: string) => void;
}

const TOP = 10;

/** Of each case what was found of it: the mean over the seeds. */
interface Found {
  readonly hits: Float64Array;
  readonly gains: Float64Array;
}

/** The transformer alone, and blended with those that count. */
interface Pair {
  readonly alone: Found;
  readonly blended: Found;
}

/**
 * By the protocol of the night: all learn from all but each contact's last two moments, rounds and blend are chosen on the
 * one before the last, and of the last a product that was new to the contact is looked for once. Differences are of the same contacts, with
 * 95 % intervals by paired bootstrap over them; how far seeds are apart is told beside.
 */
export async function benchSteps({ dataDir, seeds, onProgress }: BenchStepsOptions) {
  const facts = await readFacts(dataDir);
  const cases = facts.sequences.flatMap((sequence) => leaveOut(sequence, 1));
  const choosing = facts.sequences.flatMap((sequence) => leaveOut(sequence, 2));
  const shown = { ...facts, sequences: facts.sequences.map(beforeLastTwo) };
  onProgress(
    `${facts.sequences.length} contacts, ${facts.products} products, ${cases.length} last ones to find`,
  );
  const kinds = chooseRecommenders(facts).kinds.filter((kind) => kind !== 'transformer');
  const counting = await fitAll(kinds, shown, { validation: choosing });
  const popularity = counting.find(({ kind }) => kind === 'popularity')!;
  const without = new Blend();
  without.choose(counting, choosing);
  const judge = { shown, counting, choosing, cases, seeds, onProgress };
  const byProducts = await judgeTransformer('products alone', {
    ...judge,
    shown: { ...shown, circumstances: [] },
  });
  const bySteps = await judgeTransformer('with kind and time', judge);
  return {
    steps: {
      ...{ contacts: cases.length, products: facts.products, seeds },
      popularity: average(find(cases, (one) => popularity.predict(one.history))),
      counting: average(find(cases, (one) => without.read(one.history).scores)),
      transformer: compare(bySteps.alone, byProducts.alone),
      blend: compare(bySteps.blended, byProducts.blended),
    },
  };
}

function readFacts(dataDir: string): Promise<NumberedFacts> {
  return readShop(dataDir, async ({ stores }) => {
    const contacts = [];
    for await (const history of stores.events.histories(Number.MAX_SAFE_INTEGER))
      contacts.push(listSteps(history, Number.MAX_SAFE_INTEGER));
    return numberProducts(contacts, listAttributes(await stores.products.all()));
  });
}

async function judgeTransformer(
  name: string,
  judge: {
    readonly shown: ProductFacts;
    readonly counting: readonly Recommender[];
    readonly choosing: readonly LeftOut[];
    readonly cases: readonly LeftOut[];
    readonly seeds: number;
    readonly onProgress: (text: string) => void;
  },
): Promise<Pair> {
  const { shown, counting, choosing, cases, seeds, onProgress } = judge;
  const pairs: Pair[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const transformer = createTransformer(seed);
    const say = (text: string) => onProgress(`${name}, seed ${seed}: ${text}`);
    await transformer.fit(shown, { validation: choosing, steps: NIGHTLY_STEPS, onProgress: say });
    const blend = new Blend();
    blend.choose([...counting, transformer], choosing);
    const alone = find(cases, (one) => transformer.predict(one.history));
    const blended = find(cases, (one) => blend.read(one.history).scores);
    say(`alone ${describe(alone)}, blended ${describe(blended)}, weights ${JSON.stringify(blend.weights)}`);
    pairs.push({ alone, blended });
  }
  return {
    alone: meanOf(pairs.map(({ alone }) => alone)),
    blended: meanOf(pairs.map(({ blended }) => blended)),
  };
}

function find(cases: readonly LeftOut[], scoresOf: (one: LeftOut) => Float32Array): Found {
  const ranks = cases.map((one) => rankTarget(scoresOf(one), one));
  return {
    hits: Float64Array.from(ranks, (rank) => hitRateAt(TOP, [rank])),
    gains: Float64Array.from(ranks, (rank) => ndcgAt(TOP, [rank])),
  };
}

function meanOf(found: readonly Found[]): Found {
  const mean = (of: (one: Found) => Float64Array) =>
    of(found[0]!).map((_, at) => found.reduce((sum, one) => sum + of(one)[at]!, 0) / found.length);
  return { hits: mean(({ hits }) => hits), gains: mean(({ gains }) => gains) };
}

function average({ hits, gains }: Found) {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { hr10: mean(hits), ndcg10: mean(gains) };
}

function compare(bySteps: Found, byProducts: Found) {
  const difference = (of: (one: Found) => Float64Array): Interval =>
    pairedInterval(of(bySteps), of(byProducts), 1);
  return {
    bySteps: average(bySteps),
    byProducts: average(byProducts),
    difference: { hr10: difference(({ hits }) => hits), ndcg10: difference(({ gains }) => gains) },
  };
}

function describe(found: Found): string {
  const { hr10, ndcg10 } = average(found);
  return `HR@10 ${hr10.toFixed(4)}, NDCG@10 ${ndcg10.toFixed(4)}`;
}
