/** Whether the next-product model finds what contacts really took next, beside always recommending the most popular. */

import { AppError } from '../errors.ts';
import type { Interval } from '../statistics/interval.ts';
import { wilsonInterval } from '../statistics/proportion-interval.ts';
import { NextProductModel } from './next-product.ts';

const TOP = 10;

export interface NextProductMetrics {
  /** Contacts with a history and a last product to find. */
  readonly contacts: number;
  /** The share of them whose last product is among the ten recommended (HR@10). */
  readonly hitRate: Interval;
  readonly popularityHitRate: Interval;
  /** NDCG@10: as the hit rate, but a hit at rank r counts 1 / log2(1 + r). */
  readonly ndcg: number;
  readonly popularityNdcg: number;
}

/**
 * Leaves out each contact's last product, counts the rest, and tries to find it. All products are candidates, those
 * in the history too. Other contacts' later events are counted, equally for both sides: the figures rank methods, and
 * promise nothing about tomorrow. Throws `invalid` when no contact has two products.
 */
export function evaluateNextProduct(sequences: readonly (readonly string[])[]): NextProductMetrics {
  const cases = sequences.filter((sequence) => sequence.length >= 2);
  if (cases.length === 0) {
    throw new AppError(
      'invalid',
      'No contact has two product events yet, so there is no next product to find.',
    );
  }
  const model = new NextProductModel();
  model.fit(sequences.map((sequence) => (sequence.length >= 2 ? sequence.slice(0, -1) : sequence)));
  const popular = model.recommend([], TOP).map((product) => product.productId);
  const ranks = cases.map((sequence) => {
    const recommended = model.recommend(sequence.slice(0, -1), TOP);
    return recommended.findIndex((product) => product.productId === sequence.at(-1));
  });
  const popularityRanks = cases.map((sequence) => popular.indexOf(sequence.at(-1)!));
  return {
    contacts: cases.length,
    hitRate: hitRate(ranks),
    popularityHitRate: hitRate(popularityRanks),
    ndcg: ndcg(ranks),
    popularityNdcg: ndcg(popularityRanks),
  };
}

function hitRate(ranks: readonly number[]): Interval {
  return wilsonInterval(ranks.filter((rank) => rank >= 0).length, ranks.length);
}

function ndcg(ranks: readonly number[]): number {
  return ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / Math.log2(2 + rank)), 0) / ranks.length;
}
