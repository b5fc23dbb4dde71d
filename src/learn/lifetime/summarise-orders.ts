/** A contact's orders as the models of repeat purchases see them. */

import { DAY } from '../../domain/clock.ts';
import type { PurchaseHistory } from '../../statistics/bg-nbd.ts';
import type { ValueHistory } from '../../statistics/gamma-gamma.ts';

/** Oldest first; an amount is null where the shop did not say it. */
export interface DatedOrder {
  readonly at: number;
  readonly amountCents: number | null;
  /** As `HistoryEvent` has it. */
  readonly joinedAt?: number;
}

/** Times in days, values in cents an occasion. */
export type OrderSummary = PurchaseHistory & ValueHistory;

/**
 * Counts occasions rather than orders before the cutoff: what follows within a day is the same basket, split or corrected. The mean
 * value is over the occasions of known worth, the first among them, since few shops know many repeats. Null without any.
 */
export function summariseOrders(orders: readonly DatedOrder[], cutoff: number): OrderSummary | null {
  const occasions: { at: number; cents: number }[] = [];
  for (const { at, amountCents } of orders) {
    if (at >= cutoff) break;
    const last = occasions.at(-1);
    if (last !== undefined && at - last.at < DAY) last.cents += amountCents ?? 0;
    else occasions.push({ at, cents: amountCents ?? 0 });
  }
  const [first] = occasions;
  if (first === undefined) return null;
  const known = occasions.filter(({ cents }) => cents > 0);
  return {
    repeats: occasions.length - 1,
    recency: (occasions.at(-1)!.at - first.at) / DAY,
    age: (cutoff - first.at) / DAY,
    purchases: known.length,
    mean: known.length === 0 ? 0 : known.reduce((sum, { cents }) => sum + cents, 0) / known.length,
  };
}
