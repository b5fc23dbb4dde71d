/** Queues a campaign's messages, one for each treated contact. */

import { randomUUID } from 'node:crypto';
import { and, asc, eq, gt, ne, sql } from 'drizzle-orm';
import type { Wording } from '../../src/domain/strategy.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';
import type { Tables } from '../schema.ts';
import { chunks } from './chunk.ts';
import { ROWS_A_PAGE, readPages } from './page-rows.ts';

/**
 * Returns how many messages are new or due at another moment than before, as those are that were queued for an approval
 * which was then undone. Repeatable, and to be repeated when it was interrupted: every thousand messages are a
 * transaction, so that a large campaign does not keep events from being written.
 * Throws `not_found` without such a campaign and `conflict` unless it is approved or being sent.
 */
export async function enqueueMessages(
  parts: StoreParts,
  campaignId: string,
  dueAt: (contactId: string) => number,
): Promise<number> {
  const { database, tenant } = parts;
  const { messages } = database.tables;
  const modelRunId = await readModelRun(parts, campaignId);
  let queued = 0;
  for await (const page of readPages<Treated>((after) => readTreated(parts, campaignId, after))) {
    const rows = page.map(({ wording, ...treated }) => ({
      ...treated,
      wording: wording ?? 'A',
      tenant,
      id: randomUUID(),
      campaignId,
      modelRunId,
      state: 'queued' as const,
      attempts: 0,
      dueAt: dueAt(treated.contactId),
    }));
    queued += await database.write((connection) => putMessages(connection, messages, rows));
  }
  return queued;
}

/** Returns how many were not there yet, or there for another moment and never tried. */
async function putMessages(
  connection: Connection,
  messages: Tables['messages'],
  rows: readonly Tables['messages']['$inferInsert'][],
): Promise<number> {
  let added = 0;
  for (const chunk of chunks(rows))
    added += (
      await connection
        .insert(messages)
        .values(chunk)
        .onConflictDoUpdate({
          target: [messages.tenant, messages.campaignId, messages.contactId],
          set: { dueAt: sql`excluded.due_at` },
          setWhere: and(
            eq(messages.state, 'queued'),
            eq(messages.attempts, 0),
            ne(messages.dueAt, sql`excluded.due_at`),
          )!,
        })
        .returning({ id: messages.id })
    ).length;
  return added;
}

interface Treated {
  readonly contactId: string;
  readonly productIds: readonly string[];
  readonly wording: Wording | null;
}

async function readModelRun({ database, tenant }: StoreParts, campaignId: string): Promise<string | null> {
  const { campaigns } = database.tables;
  const [campaign] = await database.read((connection) =>
    connection
      .select({ state: campaigns.state, number: campaigns.number, strategy: campaigns.strategy })
      .from(campaigns)
      .where(and(eq(campaigns.tenant, tenant), eq(campaigns.id, campaignId))),
  );
  if (campaign === undefined)
    throw new AppError('not_found', 'There is no such campaign: /campaign lists all.');
  if (campaign.state !== 'approved' && campaign.state !== 'sending')
    throw new AppError(
      'conflict',
      `Campaign ${campaign.number} is ${campaign.state}: only what a person has approved can be sent.`,
    );
  return campaign.strategy.modelRunId;
}

function readTreated({ database, tenant }: StoreParts, campaignId: string, after: Treated | null) {
  const { assignments } = database.tables;
  return database.read((connection) =>
    connection
      .select({
        contactId: assignments.contactId,
        productIds: assignments.productIds,
        wording: assignments.wording,
      })
      .from(assignments)
      .where(
        and(
          eq(assignments.tenant, tenant),
          eq(assignments.campaignId, campaignId),
          eq(assignments.variant, 'treated'),
          after === null ? undefined : gt(assignments.contactId, after.contactId),
        ),
      )
      .orderBy(asc(assignments.contactId))
      .limit(ROWS_A_PAGE),
  );
}
