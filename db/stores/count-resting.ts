/** Counts those of a campaign whom another campaign's e-mail reached lately, or is about to. */

import { and, count, eq, exists, gt, inArray, ne, or, sql } from 'drizzle-orm';
import type { CampaignState } from '../../src/domain/campaign.ts';
import type { MessageState } from '../../src/domain/message.ts';
import type { StoreParts } from '../database.ts';

/** What has left, or may have. */
const GONE_OUT: MessageState[] = ['sent', 'sending', 'unknown'];
const ABOUT_TO: CampaignState[] = ['approved', 'sending'];

/** Each of the treated counts once. A message in doubt counts from when it was due. */
export async function countResting(
  { database, tenant }: StoreParts,
  campaignId: string,
  since: number,
): Promise<number> {
  const { assignments, campaigns, messages } = database.tables;
  return database.read(async (connection) => {
    const about = connection
      .select({ id: campaigns.id })
      .from(campaigns)
      .where(
        and(eq(campaigns.tenant, tenant), inArray(campaigns.state, ABOUT_TO), ne(campaigns.id, campaignId)),
      );
    const awaiting = connection
      .select({ contactId: assignments.contactId })
      .from(assignments)
      .where(
        and(
          eq(assignments.tenant, tenant),
          inArray(assignments.campaignId, about),
          eq(assignments.variant, 'treated'),
        ),
      );
    const mailed = connection
      .select({ id: messages.id })
      .from(messages)
      .where(
        and(
          eq(messages.tenant, tenant),
          eq(messages.contactId, assignments.contactId),
          ne(messages.campaignId, campaignId),
          inArray(messages.state, GONE_OUT),
          gt(sql`coalesce(${messages.sentAt}, ${messages.dueAt})`, since),
        ),
      );
    const [found] = await connection
      .select({ contacts: count() })
      .from(assignments)
      .where(
        and(
          eq(assignments.tenant, tenant),
          eq(assignments.campaignId, campaignId),
          eq(assignments.variant, 'treated'),
          or(inArray(assignments.contactId, awaiting), exists(mailed)),
        ),
      );
    return Number(found?.contacts ?? 0);
  });
}
