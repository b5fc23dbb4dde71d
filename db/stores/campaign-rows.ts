/** Reads campaigns with the newest decision that somebody took on each. */

import { and, asc, desc, eq, getTableColumns, inArray, type SQL } from 'drizzle-orm';
import type { Campaign, CampaignAction, CampaignDecision } from '../../src/domain/campaign.ts';
import type { Connection, StoreParts } from '../database.ts';

/** Actions that answer "who decided?". */
const DECIDING: CampaignAction[] = [
  'approve',
  'request changes',
  'reject',
  'revise',
  'undo',
  'pause',
  'resume',
  'expire',
  'supersede',
  'stop',
];

/** Newest first. */
export async function readCampaigns(
  parts: StoreParts,
  connection: Connection,
  { where, limit }: { readonly where: SQL; readonly limit: number },
): Promise<readonly Campaign[]> {
  const { campaigns } = parts.database.tables;
  const { tenant, ...columns } = getTableColumns(campaigns);
  const rows = await connection
    .select(columns)
    .from(campaigns)
    .where(and(eq(tenant, parts.tenant), where))
    .orderBy(desc(campaigns.createdAt), desc(campaigns.number))
    .limit(limit);
  const decisions = await newestDecisions(
    parts,
    connection,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, decision: decisions.get(row.id) ?? null }));
}

async function newestDecisions(
  { tenant, database }: StoreParts,
  connection: Connection,
  campaignIds: string[],
): Promise<ReadonlyMap<string, CampaignDecision>> {
  const { campaignDecisions } = database.tables;
  const rows = await connection
    .select()
    .from(campaignDecisions)
    .where(
      and(
        eq(campaignDecisions.tenant, tenant),
        inArray(campaignDecisions.campaignId, campaignIds),
        inArray(campaignDecisions.action, DECIDING),
      ),
    )
    .orderBy(asc(campaignDecisions.position));
  // A later line takes the place of an earlier one.
  return new Map(rows.map(({ tenant: _, position: __, ...decision }) => [decision.campaignId, decision]));
}
