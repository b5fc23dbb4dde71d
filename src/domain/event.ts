/** What customers do: the events of the Segment specification, and the store that keeps them. */

import type { NewConsent } from './consent.ts';
import type { Product } from './product.ts';
import type { ReviewReading } from './review.ts';

export const CALL_TYPES = ['track', 'identify', 'page', 'screen', 'alias', 'group'] as const;
export type CallType = (typeof CALL_TYPES)[number];

/** Events that mean something to a feature, spelt as the Segment e-commerce and e-mail specifications spell them. */
export const EVENT = {
  productsSearched: 'Products Searched',
  productListViewed: 'Product List Viewed',
  productViewed: 'Product Viewed',
  productAdded: 'Product Added',
  checkoutStarted: 'Checkout Started',
  couponApplied: 'Coupon Applied',
  orderCompleted: 'Order Completed',
  orderRefunded: 'Order Refunded',
  productReviewed: 'Product Reviewed',
  emailSent: 'Email Sent',
  emailOpened: 'Email Opened',
  emailLinkClicked: 'Email Link Clicked',
  emailBounced: 'Email Bounced',
  emailMarkedAsSpam: 'Email Marked as Spam',
  unsubscribed: 'Unsubscribed',
} as const;
/** Names that Flywheel itself emits: they tell nothing about where a shop's data ends. */
export const EMAIL_EVENT_NAMES: readonly string[] = [
  EVENT.emailSent,
  EVENT.emailOpened,
  EVENT.emailLinkClicked,
  EVENT.emailBounced,
  EVENT.emailMarkedAsSpam,
  EVENT.unsubscribed,
];

/** One product on an event: an order line, or the product that was viewed, added or reviewed. */
export interface EventLine {
  readonly productId: string;
  readonly quantity: number;
  readonly priceCents: number | null;
  /** What the text of a review of it says; none without a text, and for what was collected before texts were read. */
  readonly review?: ReviewReading;
}

/** Who did it, in the sender's words. At least one of the first two is set. */
export interface Identity {
  readonly userId?: string;
  readonly anonymousId?: string;
  /** The id that an `alias` call merges into `userId`. */
  readonly previousId?: string;
  /** Set only on events that we emit: the contact itself, without a look-up. */
  readonly contactId?: string;
}

export interface Traits {
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly [name: string]: unknown;
}

/** A parsed, valid event on its way into the store. Times are epoch milliseconds, money is integer cents. */
export interface NewEvent {
  readonly messageId: string;
  readonly type: CallType;
  /** The track event's name, the page's or screen's name, or the call's type. */
  readonly name: string;
  readonly identity: Identity;
  /** When it happened, corrected for the sender's clock skew. */
  readonly timestamp: number;
  readonly receivedAt: number;
  /** From a file of the past, so that its age says nothing about late senders. */
  readonly imported?: boolean;
  readonly orderId?: string;
  readonly amountCents?: number;
  readonly currency?: string;
  readonly rating?: number;
  readonly couponCode?: string;
  readonly lines: readonly EventLine[];
  readonly traits?: Traits;
  readonly consents: readonly NewConsent[];
  /** What the event's properties say of its products (name, price, image, link, stock). */
  readonly products: readonly Product[];
  /** The call as it was received, as JSON text: nobody reads it on its way into the store. Personal, kept encrypted. */
  readonly payload: string;
}

/** A call that could not be understood, kept with the reason so that its sender can mend it. */
export interface NewDeadLetter {
  readonly receivedAt: number;
  readonly field: string;
  readonly reason: string;
  readonly payload: unknown;
}

export interface DeadLetter extends NewDeadLetter {
  readonly id: string;
}

/** What came of a group of events. */
export interface IngestResult {
  readonly stored: number;
  readonly duplicates: number;
  readonly deadLetters: number;
  /**
   * Which of the events, by their place in the group, were duplicates (of a stored one, or of an earlier one in the
   * group): requests that shared a transaction are each told their own count.
   */
  readonly duplicateIndexes: readonly number[];
}

/**
 * A contact's event as learning sees it: typed, and without anything personal. An open or a click is one only if Flywheel saw it
 * itself and took it for a person's.
 */
export interface HistoryEvent {
  readonly name: string;
  readonly at: number;
  readonly orderId: string | null;
  readonly amountCents: number | null;
  readonly rating: number | null;
  readonly lines: readonly EventLine[];
  /**
   * Since when it is known to be this contact's (epoch milliseconds), where it was another's at first: of a browser that
   * signed in, or of a user who turned out to be this one. None for what was this contact's from the beginning.
   */
  readonly joinedAt?: number;
}

/** When an event became known to be its contact's: when it happened, or when whoever did it joined the contact. */
export function knownSince({ at, joinedAt }: Pick<HistoryEvent, 'at' | 'joinedAt'>): number {
  return joinedAt === undefined ? at : Math.max(at, joinedAt);
}

/** All that one contact did, oldest first. */
export interface ContactHistory {
  readonly contactId: string;
  readonly events: readonly HistoryEvent[];
}

/** Whether a contact's history is still what it was when it was read. */
export interface HistoryMark {
  readonly contactId: string;
  /** Another one as soon as the contact has more events, fewer or others. */
  readonly mark: string;
}

/** Counts behind the data-quality report, over the events received in a span. */
export interface CollectCounts {
  readonly stored: number;
  /** Sent again though accepted, by whole days; a file that is imported again is not counted. */
  readonly duplicates: number;
  readonly deadLetters: number;
  /** Received more than a day after they happened. */
  readonly late: number;
  /** Track events of a kind that carries products or an amount, without it. */
  readonly missing: number;
  /** A negative or absurdly high amount, price, quantity or rating. */
  readonly outOfRange: number;
  /** Lines whose product has no name in the catalogue. */
  readonly unknownProducts: number;
  readonly lines: number;
  /** Reviews with a text, and those of them in a language that is not read. */
  readonly reviews: number;
  readonly unreadReviews: number;
}

/** How events arrived while they happened, in one span; imports are not counted, nor our own e-mail events. */
export interface Arrivals {
  /** The end of the span. Times are epoch milliseconds. */
  readonly until: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  /** Days (UTC) on which any arrived. */
  readonly liveDays: number;
  readonly orders: number;
  /** Orders that arrived more than a day after they were placed. */
  readonly lateOrders: number;
  /** How long after it half of the orders, and 95 of a hundred, had arrived; 0 without orders. */
  readonly medianDelayMs: number;
  readonly p95DelayMs: number;
}

export interface EventStore {
  /**
   * Stores events and dead letters in one transaction: finds, creates and merges contacts, records consents and
   * product facts, redeems coupons, keeps counters. Repeatable: a `messageId` seen before is counted as a duplicate and
   * changes nothing. Whole group or nothing; throws `unavailable` when the database is busy or full.
   */
  ingest(events: readonly NewEvent[], deadLetters: readonly NewDeadLetter[]): Promise<IngestResult>;
  /** Histories of all contacts, by contact id, of what happened before `before` (exclusive). Streams. */
  histories(before: number): AsyncIterable<ContactHistory>;
  /** All contacts, in the order of `histories`. No event is looked at. Streams. */
  historyMarks(): AsyncIterable<HistoryMark>;
  /** Histories of these contacts, in this order, whole; of one that is gone, an empty one. Streams. */
  historiesOf(contactIds: readonly string[]): AsyncIterable<ContactHistory>;
  /** One contact's history, oldest first, at most the newest `limit` events. */
  history(contactId: string, limit: number): Promise<ContactHistory>;
  /** When the last customer event (no e-mail event of ours) happened, or null when there is none. */
  lastEventAt(): Promise<number | null>;
  /** Counts over events received in [from, to). */
  counts(from: number, to: number): Promise<CollectCounts>;
  /** How events received in [from, to) arrived. */
  arrivals(from: number, to: number): Promise<Arrivals>;
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
  /** Forgets dead letters received before `before`, in many short transactions; gives how many. Repeatable. */
  purgeDeadLetters(before: number): Promise<number>;
}
