/** The label: whether a contact bought within the outcome window, and kept what it bought. */

import { DAY } from '../domain/clock.ts';
import { type ContactHistory, EVENT, type HistoryEvent } from '../domain/event.ts';
import { countBefore } from './count-before.ts';
import { orderAmountCents } from './order-amount.ts';

/**
 * 1 when the contact completes an order in [cutoff, cutoff + window), else 0. An order that is refunded in whole within
 * the same window does not count; one refunded in part, or later, does: at the window's end it was a sale.
 */
export function labelOutcome(history: ContactHistory, cutoff: number, outcomeWindowDays: number): 0 | 1 {
  const { events } = history;
  const from = countBefore(events, cutoff);
  const to = countBefore(events, cutoff + outcomeWindowDays * DAY);
  for (let i = from; i < to; i++) {
    const event = events[i]!;
    if (event.name !== EVENT.orderCompleted) continue;
    if (!isRefunded(event, events.slice(from, to))) return 1;
  }
  return 0;
}

function isRefunded(order: HistoryEvent, events: readonly HistoryEvent[]): boolean {
  if (order.orderId === null) return false;
  const paid = orderAmountCents(order);
  let returned = 0;
  for (const event of events) {
    if (event.name !== EVENT.orderRefunded || event.orderId !== order.orderId) continue;
    const cents = orderAmountCents(event);
    // Segment: a refund that names neither an amount nor products is of the whole order.
    if (cents === null && event.lines.length === 0) return true;
    returned += cents ?? 0;
  }
  return paid !== null && returned > 0 && returned >= paid;
}
