/** Blends of the same recommenders are judged by where they put what each contact took next, beside popularity. */

import type { NextProductMetrics } from '../../domain/next-product-metrics.ts';
import type { Interval } from '../../statistics/interval.ts';
import { ndcgAt } from '../../statistics/next-item.ts';
import { wilsonInterval } from '../../statistics/proportion-interval.ts';
import { addWeighted, type BlendWeights, POPULARITY_ALONE } from './blend.ts';
import { rankTarget, scaleScores } from './rank-products.ts';
import type { LeftOut, Recommender } from './recommender.ts';
import { type Categories, NEXT_PRODUCTS, topVaried } from './vary-categories.ts';

const TOP = 10;

export interface JudgedBlend {
  readonly weights: BlendWeights;
  readonly metrics: NextProductMetrics;
  /** Of each contact what NDCG@10 counts for it, in the order of the cases. */
  readonly gains: Float64Array;
}

/**
 * Each recommender is asked once for each case, however many blends there are: they differ in weights alone. What is popular is
 * judged as one more of them.
 */
export function judgeBlends(
  recommenders: readonly Recommender[],
  blends: readonly BlendWeights[],
  { cases, categories }: { readonly cases: readonly LeftOut[]; readonly categories: Categories },
): { readonly popularity: JudgedBlend; readonly blends: readonly JudgedBlend[] } {
  const all = [POPULARITY_ALONE, ...blends];
  const weights = all.map((blend) => recommenders.map(({ kind }) => blend[kind] ?? 0));
  const found = cases.map((one) => {
    const scaled = recommenders.map((recommender) => scaleScores(recommender.predict(one.history)));
    return weights.map((own) => findTarget(addWeighted(scaled, own), one, categories));
  });
  const ranksOf = (which: number) => found.map((byBlend) => byBlend[which]!.rank);
  const popular = ranksOf(0);
  const [popularity, ...judged] = all.map((blend, which) => {
    const ranks = ranksOf(which);
    const metrics = {
      contacts: cases.length,
      hitRate: hitRate(ranks),
      popularityHitRate: hitRate(popular),
      ndcg: ndcgAt(TOP, ranks),
      popularityNdcg: ndcgAt(TOP, popular),
      likeliestHitRate: hitRate(ranks, NEXT_PRODUCTS),
      shownHitRate: shareOf(found.map((byBlend) => byBlend[which]!.isShown)),
    };
    return { weights: blend, metrics, gains: Float64Array.from(ranks, (rank) => ndcgAt(TOP, [rank])) };
  });
  return { popularity: popularity!, blends: judged };
}

function findTarget(scores: Float32Array, one: LeftOut, categories: Categories) {
  const shown = topVaried(scores, NEXT_PRODUCTS, { excluded: new Set(one.history.products), categories });
  return { rank: rankTarget(scores, one), isShown: shown.includes(one.target) };
}

function hitRate(ranks: readonly number[], top = TOP): Interval {
  return shareOf(ranks.map((rank) => rank < top));
}

function shareOf(hits: readonly boolean[]): Interval {
  return wilsonInterval(hits.filter((hit) => hit).length, hits.length);
}
