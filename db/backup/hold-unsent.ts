/** Sees to it that what was about to be sent when the backup was made is not sent a second time after a restore. */

import { and, eq, inArray, sql } from 'drizzle-orm';
import { FLYWHEEL_ACTOR } from '../../src/domain/campaign.ts';
import type { StoreParts } from '../database.ts';
import { createCampaignStore } from '../stores/campaign-store.ts';

const CAMPAIGNS_AT_ONCE = 1_000;
const WORDS = 'restored from a backup: it may have been sent since';

export interface Held {
  readonly heldMessages: number;
  readonly stoppedCampaigns: number;
}

/**
 * Messages that were not through become `unknown`, as of the backup's moment, and approved campaigns that had not begun are
 * stopped: nobody can know what was sent between the backup and the loss. Repeatable.
 */
export async function holdUnsent(parts: StoreParts, backedUpAt: number): Promise<Held> {
  const { database, tenant } = parts;
  const { messages } = database.tables;
  const held = await database.write((connection) =>
    connection
      .update(messages)
      .set({
        state: 'unknown',
        owner: null,
        leaseUntil: null,
        detail: WORDS,
        sentAt: sql`coalesce(${messages.sentAt}, ${backedUpAt})`,
      })
      .where(and(eq(messages.tenant, tenant), inArray(messages.state, ['queued', 'claimed', 'sending'])))
      .returning({ id: messages.id }),
  );
  const campaigns = createCampaignStore(parts);
  const approved = await campaigns.list(['approved'], CAMPAIGNS_AT_ONCE);
  for (const { id, state, contentHash } of approved)
    await campaigns.transition({
      campaignId: id,
      from: state,
      to: 'stopped',
      contentHash,
      action: 'stop',
      actor: FLYWHEEL_ACTOR,
      at: backedUpAt,
      comment: WORDS,
    });
  return { heldMessages: held.length, stoppedCampaigns: approved.length };
}
