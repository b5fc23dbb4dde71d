/** Moves a campaign from one state to the next, if it still is what the actor saw. */

import { and, eq, isNull, max } from 'drizzle-orm';
import {
  CAMPAIGN_TRANSITIONS,
  type Campaign,
  type CampaignState,
  type CampaignTransition,
} from '../../src/domain/campaign.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';
import type { Tables } from '../schema.ts';
import { readCampaigns } from './campaign-rows.ts';

/** Where words may be changed: whatever is approved, or further, was approved as it reads. */
const REVISABLE: readonly CampaignState[] = ['draft', 'proposed'];

/**
 * Compare-and-set on state and content hash, and a line in the audit trail. Null when the campaign was no longer as the
 * actor saw it. Throws `conflict` on a transition that the table does not have, or on new words for what is past
 * approval.
 */
export async function decideCampaign(
  parts: StoreParts,
  connection: Connection,
  transition: CampaignTransition,
): Promise<Campaign | null> {
  refuseIllegal(transition);
  const { campaigns } = parts.database.tables;
  const where = eq(campaigns.id, transition.campaignId);
  const [before] = await readCampaigns(parts, connection, { where, limit: 1 });
  if (before === undefined) return null;
  const version = before.version + (transition.revision === undefined ? 0 : 1);
  const [moved] = await connection
    .update(campaigns)
    .set({ ...changes(transition), version })
    .where(
      and(
        eq(campaigns.tenant, parts.tenant),
        where,
        eq(campaigns.state, transition.from),
        eq(campaigns.contentHash, transition.contentHash),
        eq(campaigns.version, before.version),
        transition.start === undefined ? undefined : sameStart(campaigns.startsAt, transition.start.seen),
      ),
    )
    .returning({ version: campaigns.version, contentHash: campaigns.contentHash });
  if (moved === undefined) return null;
  await appendDecision(parts, connection, { ...transition, ...moved });
  const [after] = await readCampaigns(parts, connection, { where, limit: 1 });
  return after ?? null;
}

function refuseIllegal({ from, to, revision }: CampaignTransition): void {
  const isRevision = revision !== undefined && REVISABLE.includes(to);
  const isLegal = CAMPAIGN_TRANSITIONS[from].includes(to) || (isRevision && from === to);
  if (!isLegal || (revision !== undefined && !isRevision))
    throw new AppError(
      'conflict',
      `A campaign that is ${from} cannot become ${to}${revision === undefined ? '' : ' with new words'}: open it again to see what can be done with it.`,
    );
}

function sameStart(startsAt: Tables['campaigns']['startsAt'], seen: number | null) {
  return seen === null ? isNull(startsAt) : eq(startsAt, seen);
}

function changes({ from, to, at, actor, revision, start, sender, expiresAt }: CampaignTransition) {
  return {
    state: to,
    changedBy: revision !== undefined && 'copy' in revision ? actor : undefined,
    ...revision,
    startsAt: REVISABLE.includes(to) ? null : start?.at,
    sender: REVISABLE.includes(to) ? null : sender,
    expiresAt,
    sendStartedAt: from === 'approved' && to === 'sending' ? at : undefined,
    finishedAt: to === 'sent' || to === 'stopped' ? at : undefined,
  };
}

/** The campaign's row is locked by the update before, so its positions are given out one by one. */
async function appendDecision(
  { tenant, database }: StoreParts,
  connection: Connection,
  line: Pick<CampaignTransition, 'campaignId' | 'action' | 'actor' | 'at' | 'contentHash' | 'comment'> & {
    readonly version: number;
  },
): Promise<void> {
  const { campaignDecisions } = database.tables;
  const { campaignId, action, actor, at, contentHash, comment, version } = line;
  const [newest] = await connection
    .select({ position: max(campaignDecisions.position) })
    .from(campaignDecisions)
    .where(and(eq(campaignDecisions.tenant, tenant), eq(campaignDecisions.campaignId, campaignId)));
  const position = (newest?.position ?? -1) + 1;
  await connection
    .insert(campaignDecisions)
    .values({ tenant, campaignId, position, action, actor, at, contentHash, comment, version });
}
