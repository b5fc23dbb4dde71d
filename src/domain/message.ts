/** An e-mail to one contact, from composed to delivered: the outbox and its rules. */

import type { NewEvent } from './event.ts';
import type { Wording } from './strategy.ts';

export const MESSAGE_STATES = [
  'queued',
  'claimed',
  'sending',
  'sent',
  'failed',
  'unknown',
  'suppressed',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/**
 * Where a message can go. `sending` is committed before the first byte goes out; when its lease expires nobody can know
 * whether the mail left, so it becomes `unknown` and is never sent again by itself.
 */
export const MESSAGE_TRANSITIONS: Readonly<Record<MessageState, readonly MessageState[]>> = {
  queued: ['claimed', 'suppressed'],
  claimed: ['sending', 'queued', 'suppressed', 'failed'],
  sending: ['sent', 'failed', 'unknown', 'queued'],
  sent: [],
  failed: [],
  unknown: [],
  suppressed: [],
};

/** So many days a contact is left alone after an e-mail, whichever campaign comes next. */
export const REST_DAYS = 7;

export interface Message {
  readonly id: string;
  readonly campaignId: string;
  readonly contactId: string;
  readonly modelRunId: string | null;
  readonly state: MessageState;
  readonly attempts: number;
  /** A queued message is not due before this. */
  readonly dueAt: number;
  readonly productIds: readonly string[];
  /** Which of its campaign's copies it is written in. */
  readonly wording: Wording;
  readonly sentAt: number | null;
  /** What the mail server said last, or why it was not sent. */
  readonly detail: string | null;
  readonly couponCode: string | null;
}

/** What becomes of claimed or sending messages; applied only if `owner` still holds them in state `from`. */
export interface MessageTransition {
  readonly messageId: string;
  readonly from: MessageState;
  readonly to: MessageState;
  readonly at: number;
  readonly detail?: string;
  /** When going back to `queued`: not before this. */
  readonly dueAt?: number;
  /** When going to `sending`: what its links lead to, by index, and its coupon. */
  readonly links?: readonly string[];
  readonly couponCode?: string | null;
  /** What it tells of, as something its contact did. */
  readonly event?: NewEvent;
}

export interface Claim {
  readonly owner: string;
  readonly limit: number;
  readonly now: number;
  readonly leaseUntil: number;
}

export type MessageCounts = Readonly<Record<MessageState, number>>;

export interface OutboxStore {
  /**
   * Queues one message for each treated contact of an approved campaign, due at `at` or when `dueAt` says. Repeatable: one
   * a contact, ever; one that was queued before for another moment and never tried becomes due at the new one. Returns how
   * many were queued or put to another moment.
   */
  enqueue(campaignId: string, at: number, dueAt?: (contactId: string) => number): Promise<number>;
  /** Takes due messages of campaigns in state `sending`, oldest first. */
  claim(claim: Claim): Promise<readonly Message[]>;
  /**
   * Compare-and-set on owner and state; returns the ids of those that were still held. Their events are stored in the
   * same transaction, for the contact that the message's has become; one whose contact is gone is dropped.
   */
  transition(owner: string, transitions: readonly MessageTransition[]): Promise<ReadonlySet<string>>;
  /** Expired claims go back to the queue, expired sendings become unknown. Returns how many of each. */
  recover(now: number): Promise<{ readonly requeued: number; readonly unknown: number }>;
  counts(campaignId: string): Promise<MessageCounts>;
  /** Of all campaigns. */
  countByState(): Promise<MessageCounts>;
  /** When the next queued message of a sending campaign is due or the next lease ends, whichever is first; or null. */
  nextDueAt(): Promise<number | null>;
  get(messageId: string): Promise<Message | null>;
  /** Newest first. */
  ofContact(contactId: string, limit: number): Promise<readonly Message[]>;
  /** Where a link of a sent message leads, or null. */
  linkTarget(messageId: string, index: number): Promise<string | null>;
}
