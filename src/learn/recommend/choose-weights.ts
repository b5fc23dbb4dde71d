/** How much each recommender counts in the blend: what finds left-out products best. */

import { ndcgAt } from '../../statistics/next-item.ts';
import { scaleScores, topProducts } from './rank-products.ts';
import type { LeftOut, Recommender } from './recommender.ts';

/** Cases that are enough to choose by; more only take longer. */
const CASES = 3000;
/** Each recommender's best products; what none of them puts here cannot come among the ten. */
const CANDIDATES = 100;
const TOP = 10;
const WEIGHTS = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.3, 1.7];
const ROUNDS = 6;
/** Less of NDCG is no reason to ask one more model. */
const LEAST_GAIN = 1e-5;

/** One case: its candidates with their scaled score from each recommender (recommender-major), and the target's place. */
interface Table {
  readonly candidates: number;
  readonly target: number;
  readonly scores: Float32Array;
}

export interface ChosenWeights {
  /** One for each recommender, in their order. */
  readonly weights: readonly number[];
  /** NDCG@10 over the cases that it was chosen by: too good for a promise. */
  readonly ndcg: number;
}

/**
 * Coordinate ascent on NDCG@10: starts from the best single recommender and tries, one after another, all weights of each
 * recommender, until a round gains nothing. Without cases each recommender weighs the same.
 */
export function chooseWeights(
  recommenders: readonly Recommender[],
  cases: readonly LeftOut[],
): ChosenWeights {
  const step = Math.max(1, Math.ceil(cases.length / CASES));
  const tables = cases.filter((_, at) => at % step === 0).map((one) => tabulate(recommenders, one));
  if (tables.length === 0) return { weights: recommenders.map(() => 1), ndcg: Number.NaN };
  const alone = recommenders.map((_, r) =>
    tryWeights(
      tables,
      recommenders.map((__, other) => (other === r ? 1 : 0)),
    ),
  );
  let ndcg = Math.max(...alone);
  const weights: number[] = recommenders.map((_, r) => (r === alone.indexOf(ndcg) ? 1 : 0));
  for (let round = 0, before = -1; round < ROUNDS && ndcg > before; round += 1) {
    before = ndcg;
    for (let r = 0; r < weights.length; r += 1) {
      const found = tryEach(tables, weights, r);
      if (found.ndcg <= ndcg + LEAST_GAIN) continue;
      ndcg = found.ndcg;
      weights[r] = found.weight;
    }
  }
  return { weights, ndcg };
}

function tabulate(recommenders: readonly Recommender[], { history, target }: LeftOut): Table {
  const seen = new Set(history.products);
  seen.delete(target);
  const scores = recommenders.map((recommender) => scaleScores(recommender.predict(history)));
  const union = new Set([target]);
  for (const one of scores) for (const product of topProducts(one, CANDIDATES, seen)) union.add(product);
  const candidates = [...union].sort((a, b) => a - b);
  return {
    candidates: candidates.length,
    target: candidates.indexOf(target),
    scores: Float32Array.from(scores.flatMap((one) => candidates.map((product) => one[product]!))),
  };
}

/** The best weight of recommender `r`, the others as they are. */
function tryEach(
  tables: readonly Table[],
  weights: readonly number[],
  r: number,
): { weight: number; ndcg: number } {
  const others = tables.map((table) => addUp(table, weights.with(r, 0)));
  const tried = WEIGHTS.map((weight) => {
    const ranks = tables.map((table, at) => rankIn(table, add(others[at]!.slice(), table, { r, weight })));
    return { weight, ndcg: ndcgAt(TOP, ranks) };
  });
  return tried.reduce((best, one) => (one.ndcg > best.ndcg ? one : best));
}

function tryWeights(tables: readonly Table[], weights: readonly number[]): number {
  return ndcgAt(
    TOP,
    tables.map((table) => rankIn(table, addUp(table, weights))),
  );
}

function addUp(table: Table, weights: readonly number[]): Float32Array {
  const sums = new Float32Array(table.candidates);
  weights.forEach((weight, r) => {
    if (weight !== 0) add(sums, table, { r, weight });
  });
  return sums;
}

function add(
  sums: Float32Array,
  { candidates, scores }: Table,
  { r, weight }: { readonly r: number; readonly weight: number },
): Float32Array {
  for (let c = 0; c < candidates; c += 1) sums[c]! += weight * scores[r * candidates + c]!;
  return sums;
}

function rankIn({ candidates, target }: Table, sums: Float32Array): number {
  const own = sums[target]!;
  let rank = 0;
  for (let c = 0; c < candidates; c += 1) if (sums[c]! > own || (sums[c] === own && c < target)) rank += 1;
  return rank;
}
