/** What strategies need to know of a contact's history, and nothing more: orders, activity, and our last e-mail. */

import {
  type ContactHistory,
  EMAIL_EVENT_NAMES,
  EVENT,
  type HistoryEvent,
  knownSince,
} from '../domain/event.ts';

export interface PastOrder {
  readonly orderId: string;
  readonly at: number;
  /** What was kept of it: refunds are taken off. Null when the shop did not say. */
  readonly amountCents: number | null;
  readonly productIds: readonly string[];
  /** As `HistoryEvent` has it. */
  readonly joinedAt?: number;
}

export interface PurchaseSummary {
  readonly contactId: string;
  /** Since when anything of it is known: a browser of before that signed in later does not count. */
  readonly firstSeenAt: number;
  /** The contact's own last doing (a visit, an order, an opened or clicked e-mail), or null. */
  readonly lastActiveAt: number | null;
  readonly lastMailedAt: number | null;
  /** Oldest first, each once, without those that were refunded whole. */
  readonly orders: readonly PastOrder[];
}

/** Events that are on a contact's record without the contact having done anything then. */
const PASSIVE = new Set<string>([
  'identify',
  'alias',
  'group',
  EVENT.orderRefunded,
  ...EMAIL_EVENT_NAMES.filter((name) => name !== EVENT.emailOpened && name !== EVENT.emailLinkClicked),
]);

/**
 * Summarises what was known as of the cutoff of a history (oldest first), and our last e-mail whenever that was: a
 * forecast ends where the data do, rest does not. Null when nothing was. `amountOf` says what an order or a refund is worth
 * in cents, or null. A refund without an amount takes back its whole order; one of an unknown order changes nothing.
 */
export function summarisePurchases(
  { contactId, events: all }: ContactHistory,
  amountOf: (event: HistoryEvent) => number | null,
  cutoff = Number.POSITIVE_INFINITY,
): PurchaseSummary | null {
  const events = all.filter((event) => knownSince(event) < cutoff);
  if (events.length === 0) return null;
  return {
    contactId,
    firstSeenAt: events.reduce((first, event) => Math.min(first, knownSince(event)), cutoff),
    lastActiveAt: events.findLast((event) => !PASSIVE.has(event.name))?.at ?? null,
    lastMailedAt: all.findLast((event) => event.name === EVENT.emailSent)?.at ?? null,
    orders: collectOrders(events, amountOf),
  };
}

function collectOrders(
  events: readonly HistoryEvent[],
  amountOf: (event: HistoryEvent) => number | null,
): readonly PastOrder[] {
  const orders = new Map<string, PastOrder>();
  for (const event of events) {
    const orderId = event.orderId ?? `${event.name} ${event.at}`;
    const known = orders.get(orderId);
    if (event.name === EVENT.orderCompleted && known === undefined) {
      const productIds = [...new Set(event.lines.map((line) => line.productId))];
      const joined = event.joinedAt !== undefined && { joinedAt: event.joinedAt };
      orders.set(orderId, { orderId, at: event.at, amountCents: amountOf(event), productIds, ...joined });
    } else if (event.name === EVENT.orderRefunded && known !== undefined) {
      const refunded = amountOf(event);
      const left =
        refunded === null ? 0 : known.amountCents === null ? null : known.amountCents - Math.abs(refunded);
      if (left !== null && left <= 0) orders.delete(orderId);
      else orders.set(orderId, { ...known, amountCents: left });
    }
  }
  return [...orders.values()];
}
