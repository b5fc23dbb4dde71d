/** Why a message must not go out, as things are at this moment. */

import type { Campaign } from '../domain/campaign.ts';
import { type Clock, DAY } from '../domain/clock.ts';
import type { ContactStore } from '../domain/contact.ts';
import { type Message, type OutboxStore, REST_DAYS } from '../domain/message.ts';

export interface RefusePorts {
  readonly contacts: Pick<ContactStore, 'reachabilityOf'>;
  readonly outbox: Pick<OutboxStore, 'ofContact'>;
  readonly clock: Clock;
}

/** Nobody gets more within the rest days, so that what counts is among these. */
const MESSAGES_LOOKED_AT = 20;

/** A paused campaign's message is not refused: it goes back, to be sent when the campaign is resumed. */
export function isHeld(campaign: Campaign | null): boolean {
  return campaign?.state === 'paused';
}

/** The reason if it must not go out: the campaign's state, suppression and consent, another campaign's e-mail lately. */
export async function refuseToSend(
  ports: RefusePorts,
  message: Message,
  campaign: Campaign | null,
): Promise<string | null> {
  if (campaign?.state !== 'sending') return `the campaign is ${campaign?.state ?? 'gone'}`;
  const reachability = await ports.contacts.reachabilityOf(message.contactId);
  if (reachability !== 'mailable') return reachability;
  return (await wasMailedLately(ports, message))
    ? `e-mailed by another campaign less than ${REST_DAYS} days ago`
    : null;
}

async function wasMailedLately({ outbox, clock }: RefusePorts, message: Message): Promise<boolean> {
  const restsSince = clock.now() - REST_DAYS * DAY;
  const messages = await outbox.ofContact(message.contactId, MESSAGES_LOOKED_AT);
  return messages.some((other) => other.campaignId !== message.campaignId && leftAt(other) > restsSince);
}

/** When it left, or may have left: nobody knows of what is on its way or unknown, which counts as sent. */
function leftAt({ state, sentAt, dueAt }: Message): number {
  if (sentAt !== null) return sentAt;
  return state === 'sending' || state === 'unknown' ? dueAt : Number.NEGATIVE_INFINITY;
}
