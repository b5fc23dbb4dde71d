/** What came back of a message, tied to its campaign and to the model run that chose the contact. */

import type { Estimate, Wording } from './strategy.ts';

export const OUTCOME_KINDS = [
  'opened',
  'clicked',
  'converted',
  'unsubscribed',
  'bounced',
  'complained',
] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

export interface Outcome {
  readonly messageId: string;
  readonly campaignId: string;
  readonly contactId: string;
  readonly modelRunId: string | null;
  readonly kind: OutcomeKind;
  readonly at: number;
  /** The order of a conversion, or the link of a click. */
  readonly reference: string | null;
  readonly amountCents: number | null;
}

/** Distinct messages with at least one outcome of a kind, beside the messages sent. */
export interface OutcomeCounts {
  readonly sent: number;
  /** Sent to contacts who consented to the open pixel: the denominator of the open rate. */
  readonly trackable: number;
  readonly outcomes: Readonly<Record<OutcomeKind, number>>;
  readonly revenueCents: number;
}

/** E-mails sent from one moment (inclusive) to another (exclusive), in epoch milliseconds. */
export interface SentSpan {
  readonly from: number;
  readonly to: number;
}

/** One arm of a campaign by intention to treat: all who were assigned, whether or not their mail arrived. */
export interface Arm {
  readonly contacts: number;
  readonly converted: number;
  readonly revenueCents: number;
}

/**
 * With fewer contacts in an arm no effect is spoken of: one order more or less would move its rate by more than five
 * points, and who the few happen to be says more than what they got.
 */
export const MIN_ARM_CONTACTS = 20;

/** What the e-mails of one kind of strategy did, over all its campaigns. */
export interface MeasuredEffect {
  readonly campaigns: number;
  readonly treated: Arm;
  readonly holdout: Arm;
  /** Conversion rate of the treated minus that of the holdout, weighed over campaigns; null while an arm is empty. */
  readonly uplift: Estimate | null;
}

/** Without either, those of all contacts who were ever mailed. */
export interface OrdersToAttribute {
  /**
   * When it was done last: only contacts whose e-mail could still bring an order then, or who ordered since, are looked
   * at. Others have nothing new.
   */
  readonly since?: number;
  /** Only the contacts that this campaign was sent to. */
  readonly campaignId?: string;
}

export interface OutcomeStore {
  /** Keeps an outcome once per message, kind and reference. Returns false when it was there already. */
  record(outcome: Outcome): Promise<boolean>;
  /**
   * Ties each order to the last message its contact was sent in the `windowDays` before it. Repeatable.
   * Returns how many conversions are new.
   */
  attributeOrders(windowDays: number, orders?: OrdersToAttribute): Promise<number>;
  /** Of the campaign, or only of its e-mails in one wording. */
  counts(campaignId: string, wording?: Wording, sent?: SentSpan): Promise<OutcomeCounts>;
  /** Treated and holdout over the `windowDays` after sending began; orders until `now`. */
  arms(
    campaignId: string,
    windowDays: number,
    now: number,
  ): Promise<Readonly<Record<'treated' | 'holdout', Arm>>>;
}
