/** Ends what was under way when the backup was made: above all, nothing may be sent a second time after a restore. */

import { and, eq, inArray, sql } from 'drizzle-orm';
import { FLYWHEEL_ACTOR } from '../../src/domain/campaign.ts';
import type { StoreParts } from '../database.ts';
import { createCampaignStore } from '../stores/campaign-store.ts';

const CAMPAIGNS_AT_ONCE = 1_000;
const WORDS = 'restored from a backup: it may have been sent since';

export interface Held {
  readonly heldMessages: number;
  readonly stoppedCampaigns: number;
  readonly endedJobs: number;
}

/**
 * Messages that were not through become `unknown`, as of the backup's moment, and approved campaigns that had not begun are
 * stopped: nobody can know what was sent between the backup and the loss. Jobs that were running (the backup, for one) are
 * over, so that they stand in nobody's way. Repeatable.
 */
export async function holdUnsent(parts: StoreParts, backedUpAt: number): Promise<Held> {
  return {
    heldMessages: await holdMessages(parts, backedUpAt),
    stoppedCampaigns: await stopApproved(parts, backedUpAt),
    endedJobs: await endJobs(parts, backedUpAt),
  };
}

async function holdMessages({ database, tenant }: StoreParts, backedUpAt: number): Promise<number> {
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
  return held.length;
}

async function endJobs({ database, tenant }: StoreParts, backedUpAt: number): Promise<number> {
  const { jobs } = database.tables;
  const ended = await database.write((connection) =>
    connection
      .update(jobs)
      .set({
        state: 'failed',
        owner: null,
        leaseUntil: null,
        finishedAt: backedUpAt,
        error: 'It was running when the backup was made.',
      })
      .where(and(eq(jobs.tenant, tenant), eq(jobs.state, 'running')))
      .returning({ id: jobs.id }),
  );
  return ended.length;
}

async function stopApproved(parts: StoreParts, backedUpAt: number): Promise<number> {
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
  return approved.length;
}
