/** Moves claimed messages on, each only if its owner still holds it in the state it was left in. */

import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { NewEvent } from '../../src/domain/event.ts';
import { MESSAGE_TRANSITIONS, type MessageTransition } from '../../src/domain/message.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';
import { readSendingCampaigns } from './claim-messages.ts';
import { ingestGroup } from './ingest-group.ts';
import { lockRows } from './lock-rows.ts';

/**
 * Compare-and-set on owner and state, all in one commit; returns the ids of those that were still held. A message of a
 * campaign that was stopped meanwhile does not enter `sending`: this is the last moment at which a stop takes effect. What
 * a transition tells of is stored with it or not at all, so that no process that dies leaves a sent message untold.
 * Throws `conflict` on a transition that the table does not have; then nothing has happened.
 */
export async function transitionMessages(
  parts: StoreParts,
  owner: string,
  transitions: readonly MessageTransition[],
): Promise<ReadonlySet<string>> {
  transitions.forEach(refuseIllegal);
  const sorted = transitions.toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));
  const moved = await parts.database.write(async (connection) => {
    const ids: string[] = [];
    const told: NewEvent[] = [];
    const sending = sorted.some(({ to }) => to === 'sending')
      ? await readSendingCampaigns(parts, connection)
      : [];
    for (const transition of sorted)
      for (const { id, contactId } of await move(parts, connection, { transition, owner, sending })) {
        ids.push(id);
        if (transition.event !== undefined) told.push({ ...transition.event, identity: { contactId } });
      }
    await storeEvents(parts, connection, told);
    return ids;
  });
  return new Set(moved);
}

function refuseIllegal({ from, to, messageId }: MessageTransition): void {
  if (!MESSAGE_TRANSITIONS[from].includes(to))
    throw new AppError('conflict', `Message ${messageId} is ${from} and cannot become ${to}: read it again.`);
}

interface Move {
  readonly transition: MessageTransition;
  readonly owner: string;
  readonly sending: string[];
}

async function move(
  { database, tenant }: StoreParts,
  connection: Connection,
  { transition, owner, sending }: Move,
) {
  const { messages } = database.tables;
  const mayBeSent: SQL | undefined =
    transition.to === 'sending' ? inArray(messages.campaignId, sending) : undefined;
  const rows = await connection
    .update(messages)
    .set({
      ...changes(transition),
      attempts: transition.to === 'sending' ? sql`${messages.attempts} + 1` : undefined,
    })
    .where(
      and(
        eq(messages.tenant, tenant),
        eq(messages.id, transition.messageId),
        eq(messages.state, transition.from),
        eq(messages.owner, owner),
        mayBeSent,
      ),
    )
    .returning({ id: messages.id, contactId: messages.contactId });
  return rows;
}

/** A contact who was forgotten meanwhile takes its event along, and no other. */
async function storeEvents(parts: StoreParts, connection: Connection, told: readonly NewEvent[]) {
  if (told.length === 0) return;
  const { contacts } = parts.database.tables;
  const ids = told.flatMap(({ identity: { contactId } }) => contactId ?? []);
  const rows = await lockRows(
    connection
      .select({ id: contacts.id })
      .from(contacts)
      .where(and(eq(contacts.tenant, parts.tenant), inArray(contacts.id, ids)))
      .orderBy(contacts.id),
  );
  const present = new Set(rows.map(({ id }) => id));
  const events = told.filter(({ identity }) => present.has(identity.contactId ?? ''));
  if (events.length > 0) await ingestGroup(parts, connection, { events, deadLetters: [] });
}

function changes({ to, at, detail, dueAt, links, couponCode }: MessageTransition) {
  return {
    state: to,
    detail: detail === undefined ? undefined : hideAddresses(detail),
    dueAt,
    links,
    couponCode,
    // What may have been sent is counted as sent then: an order after it may be its doing.
    sentAt: to === 'sent' || to === 'unknown' ? at : undefined,
    ...(to === 'sending' ? {} : { owner: null, leaseUntil: null }),
  };
}

/** Mail servers like to quote the address in their answers; it is not kept outside the contact's own record. */
function hideAddresses(detail: string): string {
  return detail.replaceAll(/[^\s<>"'(),:;]+@[^\s<>"'(),;]+/g, '(address)');
}
