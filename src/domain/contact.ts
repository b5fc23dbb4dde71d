/** A customer we may e-mail, under a pseudonymous id; what is personal is opened only on request. */

import type { ConsentPurpose, NewConsent } from './consent.ts';
import type { Traits } from './event.ts';

/** What is personal about a contact. Kept encrypted, never given to learning. */
export interface Profile {
  readonly userId?: string;
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly traits: Traits;
}

export interface Contact {
  readonly id: string;
  readonly profile: Profile;
  readonly consents: Readonly<Record<ConsentPurpose, NewConsent | null>>;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly eventCount: number;
}

/**
 * Why a contact cannot be mailed; the order is the order in which reasons are given. Of several contacts with one
 * address only the last that came with it can be mailed, and none after any of them said no.
 */
export const UNMAILABLE_REASONS = [
  'no address',
  'no consent',
  'suppressed',
  'same address as another',
] as const;
export type UnmailableReason = (typeof UNMAILABLE_REASONS)[number];

/** Whether a contact may be mailed now, and if not, why not. */
export type Reachability = 'mailable' | UnmailableReason;

export const SUPPRESSION_REASONS = ['unsubscribed', 'hard bounce', 'complaint', 'manual'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

export interface ContactStore {
  /** By e-mail address or by userId, whichever the text is. Null when nobody has it. */
  find(emailOrUserId: string): Promise<Contact | null>;
  get(contactId: string): Promise<Contact | null>;
  count(): Promise<number>;
  /** Reachability of every contact, by contact id, without opening anything personal. */
  reachability(): Promise<ReadonlyMap<string, Reachability>>;
  /** Reachability of one contact at this moment: asked again right before each e-mail. */
  reachabilityOf(contactId: string): Promise<Reachability>;
  /** The time zones of those of the contacts who told a real one, by contact id. Opens what is personal of each. */
  timeZones(contactIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Why the contact's address is suppressed, or null. */
  suppressionOf(contactId: string): Promise<SuppressionReason | null>;
  /**
   * Appends consent statements; the newest by `at` counts, but a denial stands until an explicit consent comes after it.
   * An explicit consent to e-mail that stands, and is newer than an unsubscription, takes it back. Bounces, complaints and what a person suppressed stay. Repeatable.
   */
  recordConsents(contactId: string, consents: readonly NewConsent[]): Promise<void>;
  /**
   * Do not mail this contact's address any more; outlives the contact. Of two reasons the one that lasts is kept, of two
   * unsubscriptions the later. Throws `not_found` when there is no such contact. Repeatable.
   */
  suppress(contactId: string, reason: SuppressionReason, at: number): Promise<void>;
}
