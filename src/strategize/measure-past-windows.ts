/** What contacts really did in the outcome windows before the one that is forecast. */

import { DAY } from '../domain/clock.ts';
import type { PurchaseSummary } from './summarise-purchases.ts';

/** One outcome window that is over, from `from` to before `to` (epoch milliseconds). */
export interface PastWindow {
  readonly from: number;
  readonly to: number;
  /** Contacts known before it began: those whom a forecast made then would have been about. */
  readonly contacts: number;
  /** How many of them ordered in it; an order that was refunded in whole, then or later, was none. */
  readonly buyers: number;
  /** What they ordered, less refunds; orders without an amount add nothing. */
  readonly revenueCents: number;
}

const WINDOWS = 8;

/**
 * The last eight whole windows before the cutoff, oldest first, of contacts known when each began, as the forecast is
 * about contacts known now. Windows that began before anybody was known are left out: nobody could have ordered.
 */
export function measurePastWindows(
  purchases: readonly PurchaseSummary[],
  { cutoff, outcomeWindowDays }: { readonly cutoff: number; readonly outcomeWindowDays: number },
): readonly PastWindow[] {
  const windowMs = outcomeWindowDays * DAY;
  return Array.from({ length: WINDOWS }, (_, index) => cutoff - (WINDOWS - index) * windowMs)
    .map((from) => measure(purchases, from, from + windowMs))
    .filter(({ contacts }) => contacts > 0);
}

function measure(purchases: readonly PurchaseSummary[], from: number, to: number): PastWindow {
  let contacts = 0;
  let buyers = 0;
  let revenueCents = 0;
  for (const { firstSeenAt, orders } of purchases) {
    if (firstSeenAt >= from) continue;
    contacts += 1;
    const within = orders.filter(({ at }) => at >= from && at < to);
    if (within.length > 0) buyers += 1;
    for (const { amountCents } of within) revenueCents += amountCents ?? 0;
  }
  return { from, to, contacts, buyers, revenueCents };
}
