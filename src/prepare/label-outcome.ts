/** The label: whether a contact bought within the outcome window, and kept what it bought. */

import { DAY } from '../domain/clock.ts';
import { type ContactHistory, EVENT, type HistoryEvent } from '../domain/event.ts';
import { countBefore } from './count-before.ts';
import { orderAmountCents } from './order-amount.ts';

/** An order that was not refunded in whole by the end of the stretch that it was looked for in. */
export interface KeptOrder {
  readonly at: number;
  /** Less what of it was refunded by then; null where the shop did not say. */
  readonly cents: number | null;
}

/**
 * 1 when the contact completes an order in [cutoff, cutoff + window), else 0. An order that is refunded in whole within
 * the same window does not count; one refunded in part, or later, does: at the window's end it was a sale.
 */
export function labelOutcome(history: ContactHistory, cutoff: number, outcomeWindowDays: number): 0 | 1 {
  const { done } = keptOrders(history, cutoff, cutoff + outcomeWindowDays * DAY).next();
  return done ? 0 : 1;
}

/** The orders in [from, to) of a sorted history that were kept until `to`, oldest first. */
export function* keptOrders(
  { events }: ContactHistory,
  from: number,
  to: number,
): Generator<KeptOrder, void, undefined> {
  const among = events.slice(countBefore(events, from), countBefore(events, to));
  for (const event of among) {
    if (event.name !== EVENT.orderCompleted) continue;
    const paid = orderAmountCents(event);
    const returned = refundedOf(event, among);
    if (returned === 'all' || (paid !== null && returned > 0 && returned >= paid)) continue;
    yield { at: event.at, cents: paid === null ? null : paid - returned };
  }
}

function refundedOf(order: HistoryEvent, events: readonly HistoryEvent[]): number | 'all' {
  if (order.orderId === null) return 0;
  let returned = 0;
  for (const event of events) {
    if (event.name !== EVENT.orderRefunded || event.orderId !== order.orderId) continue;
    const cents = orderAmountCents(event);
    // Segment: a refund that names neither an amount nor products is of the whole order.
    if (cents === null && event.lines.length === 0) return 'all';
    returned += cents ?? 0;
  }
  return returned;
}
