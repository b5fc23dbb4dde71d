/** The outbox: which e-mail is whose to send, so that each is sent once. */

import { and, count, desc, eq, inArray, lte, min, sql } from 'drizzle-orm';
import { MESSAGE_STATES, type MessageCounts, type OutboxStore } from '../../src/domain/message.ts';
import type { Connection, StoreParts } from '../database.ts';
import { claimMessages, readSendingCampaigns } from './claim-messages.ts';
import { countStates } from './count-states.ts';
import { enqueueMessages } from './enqueue-messages.ts';
import { skipLocked } from './lock-rows.ts';
import { messageColumns } from './message-columns.ts';
import { transitionMessages } from './transition-messages.ts';

export function createOutboxStore(parts: StoreParts): OutboxStore {
  const { database, tenant } = parts;
  const { messages } = database.tables;
  const columns = messageColumns(parts);
  const ofTenant = eq(messages.tenant, tenant);
  return {
    enqueue: (campaignId, at, dueAt = () => at) => enqueueMessages(parts, campaignId, dueAt),
    claim: (claim) => database.write((connection) => claimMessages(parts, connection, claim)),
    transition: (owner, transitions) => transitionMessages(parts, owner, transitions),
    recover: (now) => database.write((connection) => recoverMessages(parts, connection, now)),
    counts: (campaignId) => countMessages(parts, campaignId),
    countByState: () => countStates(parts, 'messages', MESSAGE_STATES),
    nextDueAt: () => database.read((connection) => readNextDueAt(parts, connection)),
    async get(messageId) {
      const [message] = await database.read((connection) =>
        connection
          .select(columns)
          .from(messages)
          .where(and(ofTenant, eq(messages.id, messageId))),
      );
      return message ?? null;
    },
    ofContact: (contactId, limit) =>
      database.read((connection) =>
        connection
          .select(columns)
          .from(messages)
          .where(and(ofTenant, eq(messages.contactId, contactId)))
          .orderBy(desc(messages.dueAt), desc(messages.id))
          .limit(limit),
      ),
    async linkTarget(messageId, index) {
      const [row] = await database.read((connection) =>
        connection
          .select({ links: messages.links })
          .from(messages)
          .where(and(ofTenant, eq(messages.id, messageId))),
      );
      return row?.links?.[index] ?? null;
    },
  };
}

/** What became unknown counts as sent when its lease ran out: if the mail left at all, it left before. */
async function recoverMessages({ database, tenant }: StoreParts, connection: Connection, now: number) {
  const { messages } = database.tables;
  const expired = async (state: 'claimed' | 'sending') => {
    const rows = await skipLocked(
      connection
        .select({ id: messages.id })
        .from(messages)
        .where(and(eq(messages.tenant, tenant), eq(messages.state, state), lte(messages.leaseUntil, now)))
        .orderBy(messages.id)
        .limit(10_000),
    );
    const ids = rows.map(({ id }) => id);
    return and(eq(messages.tenant, tenant), inArray(messages.id, ids), eq(messages.state, state));
  };
  const released = { owner: null, leaseUntil: null };
  const requeued = await connection
    .update(messages)
    .set({ ...released, state: 'queued' })
    .where(await expired('claimed'))
    .returning({ id: messages.id });
  const unknown = await connection
    .update(messages)
    .set({
      ...released,
      state: 'unknown',
      sentAt: sql`${messages.leaseUntil}`,
      detail: 'The process that was sending it ended: nobody can know whether it left.',
    })
    .where(await expired('sending'))
    .returning({ id: messages.id });
  return { requeued: requeued.length, unknown: unknown.length };
}

async function countMessages({ database, tenant }: StoreParts, campaignId: string): Promise<MessageCounts> {
  const { messages } = database.tables;
  const rows = await database.read((connection) =>
    connection
      .select({ state: messages.state, count: count() })
      .from(messages)
      .where(
        and(
          eq(messages.tenant, tenant),
          // All of them, named so that the index is used.
          inArray(messages.state, [...MESSAGE_STATES]),
          eq(messages.campaignId, campaignId),
        ),
      )
      .groupBy(messages.state),
  );
  const none = Object.fromEntries(MESSAGE_STATES.map((state) => [state, 0])) as MessageCounts;
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.state, Number(row.count)])) };
}

/** Without the ends of leases nobody would look after what a dead worker held while others wait for their next attempt. */
async function readNextDueAt(parts: StoreParts, connection: Connection): Promise<number | null> {
  const { messages } = parts.database.tables;
  const ofTenant = eq(messages.tenant, parts.tenant);
  const campaignIds = await readSendingCampaigns(parts, connection);
  const [queued] = await connection
    .select({ at: min(messages.dueAt) })
    .from(messages)
    .where(and(ofTenant, eq(messages.state, 'queued'), inArray(messages.campaignId, campaignIds)));
  const [held] = await connection
    .select({ at: min(messages.leaseUntil) })
    .from(messages)
    .where(and(ofTenant, inArray(messages.state, ['claimed', 'sending'])));
  const moments = [queued?.at ?? null, held?.at ?? null].filter((at) => at !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}
