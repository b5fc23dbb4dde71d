/** How often recommenders find the item that came next, by the protocol of the literature, beside its figures. */

import { performance } from 'node:perf_hooks';
import { Blend } from '../src/learn/recommend/blend.ts';
import { createRecommender, kindsFor } from '../src/learn/recommend/create-recommender.ts';
import { cutSequence } from '../src/learn/recommend/product-sequence.ts';
import { rankTarget } from '../src/learn/recommend/rank-products.ts';
import type { LeftOut, Recommender } from '../src/learn/recommend/recommender.ts';
import { meanInterval } from '../src/statistics/mean-interval.ts';
import { hitRateAt, ndcgAt } from '../src/statistics/next-item.ts';
import { type DataFile, readDataFile } from './data-file.ts';
import { readSequences, type Sequences } from './recommend/read-sequences.ts';

export interface BenchRecommendOptions {
  readonly data: string;
  /** A JSON file of item to attribute ids, or null. */
  readonly attributes: string | null;
  /** Kinds that are not tried. */
  readonly without: readonly string[];
  /** For each recommender that learns in rounds. */
  readonly seconds: number;
  readonly onProgress: (text: string) => void;
}

interface Found {
  readonly hr10: number;
  readonly ndcg10: number;
  /** On all second-last items; a part of them chooses the blend. */
  readonly validationNdcg10: number;
  /** Half the width of a 95 % interval: over users, for the one training that there was. */
  readonly hr10HalfWidth: number;
  readonly ndcg10HalfWidth: number;
}

/** Published HR@10 and NDCG@10 by this protocol: full ranking, last item left out. */
const PUBLISHED: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  'MovieLens 1M': {
    SASRec: [0.25, 0.1341],
    'SASRec with full cross-entropy': [0.3152, 0.1821],
    'floor: Markov chain and cosine': [0.262, 0.155],
  },
  'Amazon Beauty': {
    'SASRec (S3-Rec paper)': [0.0605, 0.0318],
    'S3-Rec': [0.0647, 0.0327],
    'floor: Markov chain and cosine': [0.08, 0.052],
  },
};

/**
 * Models see all but each user's last two items; the blend is chosen on the second-last; that joins the history, without
 * new training, and the last is looked for once among all items that the history does not hold.
 */
export async function benchRecommend(options: BenchRecommendOptions) {
  const started = performance.now();
  const file = await readDataFile(options.data, options.onProgress);
  const described =
    options.attributes === null ? null : await readDataFile(options.attributes, options.onProgress);
  const found = readSequences(file.text);
  options.onProgress(`${found.sequences.length} users, ${found.items} items`);
  const recommenders = await fitAll({ ...found, attributes: described }, options);
  const blend = new Blend();
  const choosing = leaveOut(found, 2);
  const chosenBy = blend.choose(recommenders, choosing);
  options.onProgress(
    `weights ${JSON.stringify(blend.weights)}, NDCG@10 on the second-last ${chosenBy.toFixed(4)}`,
  );
  const cases = leaveOut(found, 1);
  const models: Record<string, Found> = {};
  for (const recommender of recommenders)
    models[recommender.kind] = measure({ cases, choosing }, (one) => recommender.predict(one.history));
  const figures = { blend: measure({ cases, choosing }, (one) => blend.read(one.history).scores) };
  // Attributes that README does not name make it another data set.
  const isKnown = described === null || described.name === `${file.name}, attributes`;
  const published = Object.entries((isKnown && PUBLISHED[file.name ?? '']) || {});
  options.onProgress(drawTable({ ...models, ...figures }, published));
  return {
    recommend: {
      data: file.name,
      sha256: file.sha256,
      attributesSha256: described?.sha256 ?? null,
      users: cases.length,
      items: found.items,
      without: options.without,
      ...figures,
      weights: blend.weights,
      models,
      seconds: Math.round((performance.now() - started) / 1000),
    },
  };
}

async function fitAll(
  found: Sequences & { readonly attributes: DataFile | null },
  options: BenchRecommendOptions,
): Promise<Recommender[]> {
  const { sequences, items, itemIds } = found;
  const attributes: Record<string, readonly unknown[]> = JSON.parse(found.attributes?.text ?? '{}');
  const facts = {
    products: items,
    sequences: sequences.map((sequence) => cutSequence(sequence, 0, -2)),
    circumstances: [],
    attributes: itemIds.map((id) => (attributes[id] ?? []).map(String)),
  };
  const validation = leaveOut(found, 2);
  const recommenders = kindsFor(facts)
    .filter((kind) => !options.without.includes(kind))
    .map(createRecommender);
  for (const recommender of recommenders) {
    const started = performance.now();
    await recommender.fit(facts, {
      validation,
      budget: { seconds: options.seconds, clock: performance },
      onProgress: (text) => options.onProgress(`${recommender.kind}: ${text}`),
    });
    options.onProgress(
      `${recommender.kind}: learnt in ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
  }
  return recommenders;
}

/** Each user's last item but so many, with what came before it. */
function leaveOut({ sequences }: Sequences, back: 1 | 2): LeftOut[] {
  return sequences.map((sequence) => ({
    history: cutSequence(sequence, 0, -back),
    target: sequence.products.at(-back)!,
  }));
}

function measure(
  { cases, choosing }: { readonly cases: readonly LeftOut[]; readonly choosing: readonly LeftOut[] },
  scoresOf: (one: LeftOut) => Float32Array,
): Found {
  const rank = (one: LeftOut) => rankTarget(scoresOf(one), one);
  const ranks = cases.map(rank);
  const halfWidth = (measureOne: (top: number, ranks: readonly number[]) => number) => {
    const { estimate, high } = meanInterval(ranks.map((rank) => measureOne(10, [rank])));
    return high - estimate;
  };
  return {
    hr10: hitRateAt(10, ranks),
    ndcg10: ndcgAt(10, ranks),
    validationNdcg10: ndcgAt(10, choosing.map(rank)),
    hr10HalfWidth: halfWidth(hitRateAt),
    ndcg10HalfWidth: halfWidth(ndcgAt),
  };
}

function drawTable(
  measured: Readonly<Record<string, Found>>,
  published: readonly [string, readonly [number, number]][],
): string {
  const figure = (value: number, halfWidth: number | null) =>
    `${value.toFixed(4)}${halfWidth === null ? '' : ` ± ${halfWidth.toFixed(4)}`}`.padEnd(16);
  const row = (name: string, hr10: string, ndcg10: string) =>
    `${name.padEnd(52)} ${hr10} ${ndcg10}`.trimEnd();
  return [
    row('', 'HR@10'.padEnd(16), 'NDCG@10'),
    ...Object.entries(measured).map(([name, found]) =>
      row(name, figure(found.hr10, found.hr10HalfWidth), figure(found.ndcg10, found.ndcg10HalfWidth)),
    ),
    ...published.map(([name, [hr10, ndcg10]]) =>
      row(`to compare: ${name}`, figure(hr10, null), figure(ndcg10, null)),
    ),
  ].join('\n');
}
