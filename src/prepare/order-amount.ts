/** What an order or a refund is worth, also when its sender gave only lines. */

import type { HistoryEvent } from '../domain/event.ts';

/** The event's amount in cents; without one, the sum of its lines when each has a price; else null. */
export function orderAmountCents(event: HistoryEvent): number | null {
  if (event.amountCents !== null) return event.amountCents;
  if (event.lines.length === 0) return null;
  let sum = 0;
  for (const line of event.lines) {
    if (line.priceCents === null) return null;
    sum += line.priceCents * line.quantity;
  }
  return sum;
}
