/** How long a product lasts: the days from one order of it to the next by the same contact. */

import { median } from '../statistics/quantile.ts';
import { gapsBetween } from './gaps-between.ts';
import type { Candidate } from './strategy-input.ts';
import type { PastOrder } from './summarise-purchases.ts';

/** Fewer gaps than this, over all contacts, make no typical gap. */
const MIN_GAPS = 5;

/** The times at which each product was ordered, oldest first. */
export function orderTimesByProduct(orders: readonly PastOrder[]): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>();
  for (const { at, productIds } of orders)
    for (const productId of productIds) {
      const known = times.get(productId);
      if (known === undefined) times.set(productId, [at]);
      else known.push(at);
    }
  return times;
}

/** The typical (median) days between two orders of each product that was reordered often enough to say. */
export function measureReorderGaps(buyers: readonly Candidate[]): ReadonlyMap<string, number> {
  const gaps = new Map<string, number[]>();
  for (const { orders } of buyers)
    for (const [productId, times] of orderTimesByProduct(orders)) {
      if (times.length < 2) continue;
      const known = gaps.get(productId) ?? [];
      known.push(...gapsBetween(times));
      gaps.set(productId, known);
    }
  const typical = new Map<string, number>();
  for (const [productId, days] of gaps) if (days.length >= MIN_GAPS) typical.set(productId, median(days));
  return typical;
}
