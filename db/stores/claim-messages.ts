/** Gives due messages to one owner under a lease. */

import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import type { Claim, Message } from '../../src/domain/message.ts';
import type { Connection, StoreParts } from '../database.ts';
import { skipLocked } from './lock-rows.ts';
import { messageColumns } from './message-columns.ts';

/**
 * The oldest due messages of campaigns that are being sent. Asked campaign by campaign, of which few are sent at once: so
 * the index gives the oldest of each in order, however many messages a stopped campaign has left behind.
 */
export async function claimMessages(
  parts: StoreParts,
  connection: Connection,
  claim: Claim,
): Promise<readonly Message[]> {
  const { messages } = parts.database.tables;
  const due: { readonly id: string; readonly dueAt: number }[] = [];
  for (const campaignId of await readSendingCampaigns(parts, connection))
    due.push(...(await readDue(parts, connection, { ...claim, campaignId })));
  const ids = due
    .sort((a, b) => a.dueAt - b.dueAt)
    .slice(0, claim.limit)
    .map(({ id }) => id);
  const claimed = await connection
    .update(messages)
    .set({ state: 'claimed', owner: claim.owner, leaseUntil: claim.leaseUntil })
    .where(and(eq(messages.tenant, parts.tenant), inArray(messages.id, ids), eq(messages.state, 'queued')))
    .returning(messageColumns(parts));
  return claimed.sort((a, b) => a.dueAt - b.dueAt);
}

/** Ids of the campaigns in state `sending`. */
export async function readSendingCampaigns(
  { database, tenant }: StoreParts,
  connection: Connection,
): Promise<string[]> {
  const { campaigns } = database.tables;
  const rows = await connection
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.tenant, tenant), eq(campaigns.state, 'sending')))
    .orderBy(asc(campaigns.createdAt));
  return rows.map(({ id }) => id);
}

function readDue(
  { database, tenant }: StoreParts,
  connection: Connection,
  { campaignId, now, limit }: Claim & { readonly campaignId: string },
) {
  const { messages } = database.tables;
  return skipLocked(
    connection
      .select({ id: messages.id, dueAt: messages.dueAt })
      .from(messages)
      .where(
        and(
          eq(messages.tenant, tenant),
          eq(messages.state, 'queued'),
          eq(messages.campaignId, campaignId),
          lte(messages.dueAt, now),
        ),
      )
      .orderBy(asc(messages.dueAt))
      .limit(limit),
  );
}
