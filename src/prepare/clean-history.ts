/** Cleaning: what a history must not contain before anything is computed from it, and how much of it there was. */

import { DAY } from '../domain/clock.ts';
import {
  type ContactHistory,
  EVENT,
  type EventLine,
  type HistoryEvent,
  knownSince,
} from '../domain/event.ts';

/** 2000-01-01: no startup's shop has events before it; such a date is a broken clock or a missing value. */
const EARLIEST_AT = Date.UTC(2000, 0, 1);

/** What cleaning met, over one history or many. */
export interface CleaningCounts {
  readonly events: number;
  readonly orders: number;
  /** Orders dropped because the same contact's order of that id was there already. */
  readonly duplicateOrders: number;
  /** Events dropped because they happened before 2000 or more than a day from now. */
  readonly absurdTimes: number;
  /** Events with an amount, price, quantity or rating that is negative or no number; these were taken as missing. */
  readonly unusableAmounts: number;
}

export const NO_CLEANING: CleaningCounts = {
  events: 0,
  orders: 0,
  duplicateOrders: 0,
  absurdTimes: 0,
  unusableAmounts: 0,
};

/**
 * Returns the history sorted oldest first (events of one moment keep their order), without events of absurd times and
 * without repeated orders (of an id that which was known first stays), with unusable amounts set to null and unusable lines left out.
 * A refund booked as negative is read as positive. `now` is epoch milliseconds.
 */
export function cleanHistory(
  history: ContactHistory,
  now: number,
): { readonly history: ContactHistory; readonly counts: CleaningCounts } {
  const possible = history.events.filter((event) => event.at >= EARLIEST_AT && event.at <= now + DAY);
  const unique = dropRepeatedOrders(possible.sort((a, b) => a.at - b.at)).map(turnRefund);
  let unusableAmounts = 0;
  const events = unique.map((event) => {
    const cleaned = cleanAmounts(event);
    if (cleaned !== event) unusableAmounts++;
    return cleaned;
  });
  return {
    history: { contactId: history.contactId, events },
    counts: {
      events: history.events.length,
      orders: possible.filter(isOrder).length,
      duplicateOrders: possible.length - unique.length,
      absurdTimes: history.events.length - possible.length,
      unusableAmounts,
    },
  };
}

export function addCleaningCounts(a: CleaningCounts, b: CleaningCounts): CleaningCounts {
  return {
    events: a.events + b.events,
    orders: a.orders + b.orders,
    duplicateOrders: a.duplicateOrders + b.duplicateOrders,
    absurdTimes: a.absurdTimes + b.absurdTimes,
    unusableAmounts: a.unusableAmounts + b.unusableAmounts,
  };
}

function isOrder(event: HistoryEvent): boolean {
  return event.name === EVENT.orderCompleted;
}

/** Which of two stays must not hang on what is learnt later: that a browser's order was the contact's, which the shop had told. */
function dropRepeatedOrders(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const kept = new Map<string, HistoryEvent>();
  for (const event of events) {
    if (!isOrder(event) || event.orderId === null) continue;
    const other = kept.get(event.orderId);
    if (other === undefined || knownSince(event) < knownSince(other)) kept.set(event.orderId, event);
  }
  return events.filter(
    (event) => !isOrder(event) || event.orderId === null || kept.get(event.orderId) === event,
  );
}

/** A refund's numbers without their sign: shops that book it as a negative order mean the same. */
function turnRefund(event: HistoryEvent): HistoryEvent {
  if (event.name !== EVENT.orderRefunded) return event;
  return {
    ...event,
    amountCents: event.amountCents === null ? null : Math.abs(event.amountCents),
    lines: event.lines.map((line) => ({ ...line, quantity: Math.abs(line.quantity) })),
  };
}

/** The same event when all its numbers are usable, else a copy. */
function cleanAmounts(event: HistoryEvent): HistoryEvent {
  const amountCents = usableOrNull(event.amountCents);
  const rating = usableOrNull(event.rating);
  const areLinesUsable = event.lines.every(isUsableLine);
  if (amountCents === event.amountCents && rating === event.rating && areLinesUsable) return event;
  return { ...event, amountCents, rating, lines: areLinesUsable ? event.lines : cleanLines(event.lines) };
}

function cleanLines(lines: readonly EventLine[]): readonly EventLine[] {
  return lines
    .filter((line) => isUsableQuantity(line.quantity))
    .map((line) => ({ ...line, priceCents: usableOrNull(line.priceCents) }));
}

function isUsableLine(line: EventLine): boolean {
  return isUsableQuantity(line.quantity) && usableOrNull(line.priceCents) === line.priceCents;
}

function isUsableQuantity(quantity: number): boolean {
  return Number.isFinite(quantity) && quantity > 0;
}

function usableOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) && value >= 0 ? value : null;
}
