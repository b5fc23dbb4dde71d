/** How much of what was left out a network over sequences finds among all products that the history does not hold. */

import { hitRateAt, ndcgAt } from '../../statistics/next-item.ts';
import type { SequenceNetwork } from '../../tensor/sequence-network.ts';
import { packHistories } from './cut-windows.ts';
import { rankTarget } from './rank-products.ts';
import type { LeftOut } from './recommender.ts';

/** More cases only take longer. */
const CASES = 3000;
const TOP = 10;

export interface Found {
  readonly cases: number;
  readonly hitRate: number;
  readonly ndcg: number;
  /** Mean log loss (nats) over all products. */
  readonly logLoss: number;
}

/** Whether one found more than another; if the same, which was less surprised. */
export function foundMore(one: Found, other: Found): boolean {
  return one.ndcg > other.ndcg || (one.ndcg === other.ndcg && one.logLoss < other.logLoss);
}

/** HR@10 and NDCG@10, 0 when nothing was left out; of many cases as many as it takes, evenly drawn. */
export function findLeftOut(model: SequenceNetwork, cases: readonly LeftOut[]): Found {
  const { batch, length, items } = model.shape;
  const step = Math.max(1, Math.ceil(cases.length / CASES));
  const asked = cases.filter(({ history }, at) => at % step === 0 && history.products.length > 0);
  const ranks: number[] = [];
  let logLoss = 0;
  for (let from = 0; from < asked.length; from += batch) {
    const some = asked.slice(from, from + batch);
    const histories = some.map(({ history }) => history);
    const packed = packHistories(histories, { length, padding: items });
    const scores = model.score(packed.items, packed.circumstances);
    some.forEach((one, at) => {
      const own = scores.subarray(at * items, (at + 1) * items);
      ranks.push(rankTarget(own, one));
      logLoss += logLossOf(own, one.target);
    });
  }
  if (ranks.length === 0) return { cases: 0, hitRate: 0, ndcg: 0, logLoss: 0 };
  return {
    cases: ranks.length,
    hitRate: hitRateAt(TOP, ranks),
    ndcg: ndcgAt(TOP, ranks),
    logLoss: logLoss / ranks.length,
  };
}

function logLossOf(scores: Float32Array, target: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - most);
  return Math.log(sum) + most - scores[target]!;
}
