/** Turns what contacts do with an e-mail into outcomes and events, tied to message, campaign, contact and model run. */

import type { Clock } from '../domain/clock.ts';
import { type ConsentPurpose, UNSTATED } from '../domain/consent.ts';
import type { ContactStore } from '../domain/contact.ts';
import { emailEvent } from '../domain/email-event.ts';
import { EVENT, type EventStore } from '../domain/event.ts';
import type { Message, OutboxStore } from '../domain/message.ts';
import type { OutcomeKind, OutcomeStore } from '../domain/outcome.ts';
import { AppError } from '../errors.ts';
import { type Asker, type MachineReason, recogniseMachine } from './recognise-machine.ts';

/** Days after an e-mail within which an order counts as its conversion, unless a later e-mail came between. */
export const ATTRIBUTION_WINDOW_DAYS = 7;

/** The wording of the unsubscribe page; whoever changes a word there changes it. */
const UNSUBSCRIBE_TEXT_VERSION = 'unsubscribe-2026-01';

export interface FeedbackPorts {
  readonly outbox: Pick<OutboxStore, 'get' | 'linkTarget'>;
  readonly contacts: Pick<ContactStore, 'get' | 'suppress' | 'recordConsents'>;
  readonly outcomes: Pick<OutcomeStore, 'record' | 'attributeOrders'>;
  readonly events: Pick<EventStore, 'ingest'>;
  readonly clock: Clock;
  /** Hears of what a machine did, which is recorded nowhere. */
  readonly onMachine?: (kind: 'opened' | 'clicked', reason: MachineReason) => void;
}

/** All of it is repeatable, and false or null means that there is no such message, link or contact. */
export interface Feedback {
  /** Records that an e-mail was shown to a person, if its contact still agrees to that. False for a machine's. */
  recordOpen(messageId: string, asker: Asker): Promise<boolean>;
  /** Records a click, unless a machine made it, and returns where the link leads. */
  recordClick(messageId: string, linkIndex: number, asker: Asker): Promise<string | null>;
  /** Suppresses the contact at once, until an explicit consent takes it back. */
  recordUnsubscribe(messageId: string): Promise<boolean>;
  recordComplaint(messageId: string): Promise<boolean>;
  /** For a bounce that came by report, after the server had taken the e-mail. */
  recordBounce(messageId: string, isHard: boolean): Promise<boolean>;
  /** Withdrawn consent to e-mail is also the outcome of the message that led to the page, if one did. */
  recordConsentChange(contactId: string, change: ConsentChange): Promise<boolean>;
  /**
   * Ties orders to e-mails within ATTRIBUTION_WINDOW_DAYS. Returns how many conversions are new. With the time at which it
   * was begun last, only contacts who may have a new one are looked at.
   */
  attributeOrders(since?: number): Promise<number>;
}

export interface ConsentChange {
  readonly statements: readonly { readonly purpose: ConsentPurpose; readonly granted: boolean }[];
  readonly source: string;
  /** The wording that was shown. */
  readonly textVersion: string;
  /** Whose footer led to where it was stated. */
  readonly messageId?: string;
}

export function createFeedback(ports: FeedbackPorts): Feedback {
  const { outbox, contacts, outcomes } = ports;
  return {
    async recordOpen(messageId, asker) {
      const message = await outbox.get(messageId);
      const contact = message && (await contacts.get(message.contactId));
      if (!contact?.consents.tracking?.granted || isMachine(ports, message!, { ...asker, kind: 'opened' }))
        return false;
      await record(ports, message!, { kind: 'opened', event: EVENT.emailOpened });
      return true;
    },
    async recordClick(messageId, linkIndex, asker) {
      const asked = [outbox.get(messageId), outbox.linkTarget(messageId, linkIndex)] as const;
      const [message, target] = await Promise.all(asked);
      if (!message || target === null) return null;
      if (isMachine(ports, message, { ...asker, kind: 'clicked' })) return target;
      const reference = String(linkIndex);
      const properties = { link_id: reference, link_url: target };
      await record(ports, message, { kind: 'clicked', event: EVENT.emailLinkClicked, reference, properties });
      return target;
    },
    async recordUnsubscribe(messageId) {
      const message = await outbox.get(messageId);
      if (!message) return false;
      await suppress(ports, message, 'unsubscribed');
      await withdraw(ports, message, { source: 'unsubscribe-link', textVersion: UNSUBSCRIBE_TEXT_VERSION });
      await record(ports, message, { kind: 'unsubscribed', event: EVENT.unsubscribed });
      return true;
    },
    async recordComplaint(messageId) {
      const message = await outbox.get(messageId);
      if (!message) return false;
      await suppress(ports, message, 'complaint');
      await withdraw(ports, message, { source: 'complaint', textVersion: UNSTATED });
      await record(ports, message, { kind: 'complained', event: EVENT.emailMarkedAsSpam });
      return true;
    },
    async recordBounce(messageId, isHard) {
      const message = await outbox.get(messageId);
      if (!message) return false;
      if (isHard) await suppress(ports, message, 'hard bounce');
      await record(ports, message, { kind: 'bounced', event: EVENT.emailBounced });
      return true;
    },
    recordConsentChange: (contactId, change) => recordConsentChange(ports, contactId, change),
    attributeOrders: (since) =>
      outcomes.attributeOrders(ATTRIBUTION_WINDOW_DAYS, since === undefined ? {} : { since }),
  };
}

async function recordConsentChange(
  ports: FeedbackPorts,
  contactId: string,
  { statements, source, textVersion, messageId }: ConsentChange,
): Promise<boolean> {
  const { contacts, clock, outbox } = ports;
  if ((await contacts.get(contactId)) === null) return false;
  const at = clock.now();
  const consents = statements.map((statement) => ({ ...statement, source, textVersion, at }));
  await contacts.recordConsents(contactId, consents);
  const isLeaving = statements.some(({ purpose, granted }) => purpose === 'email' && !granted);
  const message = isLeaving && messageId !== undefined ? await outbox.get(messageId) : null;
  if (message) await record(ports, message, { kind: 'unsubscribed', event: EVENT.unsubscribed });
  return true;
}

function isMachine(
  { clock, onMachine }: FeedbackPorts,
  { state, sentAt }: Message,
  asked: Asker & { readonly kind: 'opened' | 'clicked' },
): boolean {
  // A gateway may look while the mail server still has not said that it took the e-mail.
  const sinceSent = state === 'sending' ? 0 : sentAt && clock.now() - sentAt;
  const reason = recogniseMachine({ ...asked, sinceSent });
  if (reason !== null) onMachine?.(asked.kind, reason);
  return reason !== null;
}

interface Happening {
  readonly kind: OutcomeKind;
  readonly event: string;
  readonly reference?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Both writes are made each time, so that a repetition mends what an interruption left half done. */
async function record(ports: FeedbackPorts, message: Message, happening: Happening): Promise<void> {
  const { kind, event, reference, properties } = happening;
  const { id: messageId, campaignId, contactId, modelRunId } = message;
  const at = ports.clock.now();
  const tied = { messageId, campaignId, contactId, modelRunId };
  await ports.outcomes.record({ ...tied, kind, at, reference: reference ?? null, amountCents: null });
  await unlessGone(() =>
    ports.events.ingest(
      [
        emailEvent(message, {
          name: event,
          at,
          ...(reference === undefined ? {} : { key: reference }),
          ...(properties === undefined ? {} : { properties }),
        }),
      ],
      [],
    ),
  );
}

function suppress(
  { contacts, clock }: FeedbackPorts,
  { contactId }: Message,
  reason: Parameters<ContactStore['suppress']>[1],
): Promise<void> {
  return unlessGone(() => contacts.suppress(contactId, reason, clock.now()));
}

/** The suppression stays with the address; this goes with the contact, to a new address or into another contact. */
function withdraw(
  ports: FeedbackPorts,
  { contactId }: Message,
  proof: Pick<ConsentChange, 'source' | 'textVersion'>,
): Promise<boolean> {
  return recordConsentChange(ports, contactId, {
    ...proof,
    statements: [{ purpose: 'email', granted: false }],
  });
}

/** A contact that was forgotten meanwhile is no fault: nobody is left to mail, and nothing to record of it. */
async function unlessGone(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not_found')) throw error;
  }
}
