/** Keeps campaigns, their audience snapshots and the audit trail of who decided what. */

import { randomUUID } from 'node:crypto';
import { and, asc, eq, gt, inArray, max } from 'drizzle-orm';
import {
  CAMPAIGN_STATES,
  type Campaign,
  type CampaignState,
  type CampaignStore,
  type NewCampaign,
} from '../../src/domain/campaign.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';
import { readCampaigns } from './campaign-rows.ts';
import { chunks } from './chunk.ts';
import { countResting } from './count-resting.ts';
import { countStates } from './count-states.ts';
import { decideCampaign } from './decide-campaign.ts';
import { pageRows, ROWS_A_PAGE } from './page-rows.ts';

export function createCampaignStore(parts: StoreParts): CampaignStore {
  const { database, tenant } = parts;
  const { campaigns } = database.tables;
  const one = async (condition: ReturnType<typeof eq>): Promise<Campaign | null> => {
    const [campaign] = await database.read((connection) =>
      readCampaigns(parts, connection, { where: condition, limit: 1 }),
    );
    return campaign ?? null;
  };
  return {
    propose: (campaign) => database.write((connection) => proposeCampaign(parts, connection, campaign)),
    transition: (transition) => database.write((connection) => decideCampaign(parts, connection, transition)),
    get: (number) => one(eq(campaigns.number, number)),
    byId: (campaignId) => one(eq(campaigns.id, campaignId)),
    list: (states: readonly CampaignState[], limit) =>
      database.read((connection) =>
        readCampaigns(parts, connection, { where: inArray(campaigns.state, [...states]), limit }),
      ),
    countByState: () => countStates(parts, 'campaigns', CAMPAIGN_STATES),
    audience: (campaignId) => pageRows((after) => readAssignments(parts, campaignId, after?.contactId)),
    decisions: (campaignId) => readDecisions(parts, campaignId),
    countResting: (campaignId, since) => countResting(parts, campaignId, since),
    async keepPreflight(campaignId, preflight) {
      const isIt = and(eq(campaigns.tenant, tenant), eq(campaigns.id, campaignId));
      await database.write((connection) => connection.update(campaigns).set({ preflight }).where(isIt));
    },
    async addCard(campaignId, card) {
      const isIt = and(eq(campaigns.tenant, tenant), eq(campaigns.id, campaignId));
      await database.write(async (connection) => {
        // Locks the row on PostgreSQL, so that of two cards added at once none is lost.
        const [row] = await connection
          .update(campaigns)
          .set({ id: campaignId })
          .where(isIt)
          .returning({ cards: campaigns.cards });
        if (row === undefined)
          throw new AppError('not_found', 'There is no such campaign: /campaign lists all.');
        await connection
          .update(campaigns)
          .set({ cards: [...row.cards, card] })
          .where(isIt);
      });
    },
  };
}

async function proposeCampaign(
  parts: StoreParts,
  connection: Connection,
  proposal: NewCampaign,
): Promise<Campaign> {
  const { tenant, database } = parts;
  const { assignments, campaignDecisions } = database.tables;
  const campaignId = await insertCampaign(parts, connection, proposal);
  const members = proposal.assignments
    .toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1))
    .map((assignment) => ({ ...assignment, tenant, campaignId }));
  for (const rows of chunks(members)) await connection.insert(assignments).values(rows);
  await connection.insert(campaignDecisions).values({
    tenant,
    campaignId,
    position: 0,
    action: 'propose',
    actor: proposal.requestedBy,
    at: proposal.createdAt,
    version: 1,
    contentHash: proposal.contentHash,
    comment: null,
  });
  const where = eq(database.tables.campaigns.id, campaignId);
  const [campaign] = await readCampaigns(parts, connection, { where, limit: 1 });
  return campaign!;
}

/** Takes the next number; when another proposal took it at the same moment (PostgreSQL), the one after. */
async function insertCampaign(
  { tenant, database }: StoreParts,
  connection: Connection,
  { assignments, id = randomUUID(), ...proposal }: NewCampaign,
): Promise<string> {
  const { campaigns } = database.tables;
  for (;;) {
    const [newest] = await connection
      .select({ number: max(campaigns.number) })
      .from(campaigns)
      .where(eq(campaigns.tenant, tenant));
    const added = await connection
      .insert(campaigns)
      .values({
        ...proposal,
        tenant,
        id,
        number: (newest?.number ?? 0) + 1,
        state: 'proposed',
        version: 1,
        audienceSize: assignments.length,
        changedBy: proposal.requestedBy,
        cards: [],
      })
      .onConflictDoNothing()
      .returning({ id: campaigns.id });
    if (added.length > 0) return id;
    const [same] = await connection
      .select({ number: campaigns.number })
      .from(campaigns)
      .where(and(eq(campaigns.tenant, tenant), eq(campaigns.id, id)));
    if (same !== undefined)
      throw new AppError('conflict', `This was proposed already: see /campaign ${same.number}.`);
  }
}

function readAssignments({ tenant, database }: StoreParts, campaignId: string, after: string | undefined) {
  const { assignments } = database.tables;
  const { contactId, conversionProbability, productIds, variant, wording, assignmentProbability } =
    assignments;
  return database.read((connection) =>
    connection
      .select({ contactId, conversionProbability, productIds, variant, wording, assignmentProbability })
      .from(assignments)
      .where(
        and(
          eq(assignments.tenant, tenant),
          eq(assignments.campaignId, campaignId),
          after === undefined ? undefined : gt(contactId, after),
        ),
      )
      .orderBy(asc(contactId))
      .limit(ROWS_A_PAGE),
  );
}

async function readDecisions({ tenant, database }: StoreParts, campaignId: string) {
  const { campaignDecisions } = database.tables;
  const rows = await database.read((connection) =>
    connection
      .select()
      .from(campaignDecisions)
      .where(and(eq(campaignDecisions.tenant, tenant), eq(campaignDecisions.campaignId, campaignId)))
      .orderBy(asc(campaignDecisions.position)),
  );
  return rows.map(({ tenant: _, position: __, ...decision }) => decision);
}
