/** Finds whom an audience rule means, a page of contacts at a time. */

import { and, asc, eq, gt, gte, inArray, lte, max } from 'drizzle-orm';
import type { AudienceHit, AudienceRule, AudienceStore } from '../../src/domain/audience.ts';
import type { Connection, StoreParts } from '../database.ts';
import { audienceCondition } from './audience-condition.ts';
import { chunks } from './chunk.ts';
import { judgeReachability, readReachability } from './reachability-rows.ts';
import { readLiveSet } from './score-set.ts';

/** Judged in one read; others' reads come in between. */
const CONTACTS_A_PAGE = 500;

interface Asked {
  readonly now: number;
  readonly campaignIds: readonly string[];
}

export function createAudienceStore(parts: StoreParts): AudienceStore {
  return {
    match: (rule, asked) => matchAudience(parts, rule, asked),
    async campaignsOf(contactId, campaignIds) {
      const found = await parts.database.read((connection) =>
        readCampaigns(parts, connection, { ids: [contactId], campaignIds }),
      );
      return found.get(contactId) ?? [];
    },
  };
}

async function* matchAudience(
  parts: StoreParts,
  rule: AudienceRule,
  asked: Asked,
): AsyncGenerator<AudienceHit> {
  const liveSet = (await readLiveSet(parts)) ?? '';
  for (let after = ''; ; ) {
    const last = await readPageEnd(parts, after);
    if (last === null) return;
    const span = { after, last };
    yield* await parts.database.read((connection) =>
      readHits({ ...parts, connection, now: asked.now }, { rule, span, liveSet, asked }),
    );
    after = last;
  }
}

/** The id that ends the page of contacts after one; null at the end. */
async function readPageEnd({ database, tenant }: StoreParts, after: string): Promise<string | null> {
  const { contacts } = database.tables;
  const page = await database.read((connection) =>
    connection
      .select({ id: contacts.id })
      .from(contacts)
      .where(and(eq(contacts.tenant, tenant), gt(contacts.id, after)))
      .orderBy(asc(contacts.id))
      .limit(CONTACTS_A_PAGE),
  );
  return page.at(-1)?.id ?? null;
}

interface Page {
  readonly rule: AudienceRule;
  readonly span: { readonly after: string; readonly last: string };
  readonly liveSet: string;
  readonly asked: Asked;
}

type PageParts = Parameters<typeof audienceCondition>[0];

async function readHits(
  parts: PageParts,
  { rule, span, liveSet, asked }: Page,
): Promise<readonly AudienceHit[]> {
  const { connection, tenant } = parts;
  const { contacts, scores } = parts.database.tables;
  const rows = await connection
    .select({
      contactId: contacts.id,
      conversionProbability: scores.conversionProbability,
      nextProducts: scores.nextProducts,
      features: scores.features,
      leftAlone: scores.leftAlone,
    })
    .from(contacts)
    .leftJoin(
      scores,
      and(eq(scores.tenant, contacts.tenant), eq(scores.contactId, contacts.id), eq(scores.setId, liveSet)),
    )
    .where(
      and(
        eq(contacts.tenant, tenant),
        gt(contacts.id, span.after),
        lte(contacts.id, span.last),
        audienceCondition(parts, rule),
      ),
    )
    .orderBy(asc(contacts.id));
  const ids = rows.map(({ contactId }) => contactId);
  const reachability = judgeReachability(await readReachability(parts, connection, ids));
  const mailed = await readMailed(parts, connection, ids);
  const campaigns = await readCampaigns(parts, connection, { ids, ...asked });
  return rows.map(({ contactId, conversionProbability, nextProducts, features, leftAlone }) => ({
    contactId,
    reachability: reachability.get(contactId) ?? 'no address',
    mailedAt: mailed.get(contactId) ?? null,
    campaigns: campaigns.get(contactId) ?? [],
    leftAlone: leftAlone ?? false,
    score:
      conversionProbability === null
        ? null
        : {
            conversionProbability,
            nextProducts: nextProducts ?? [],
            meanOrderCents: features?.['meanOrderCents'] ?? 0,
          },
  }));
}

async function readMailed(
  { database, tenant }: StoreParts,
  connection: Connection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { messages } = database.tables;
  const mailed = new Map<string, number>();
  for (const chunk of chunks(ids)) {
    const rows = await connection
      .select({ contactId: messages.contactId, at: max(messages.sentAt) })
      .from(messages)
      .where(and(eq(messages.tenant, tenant), inArray(messages.contactId, chunk), gte(messages.sentAt, 0)))
      .groupBy(messages.contactId);
    for (const { contactId, at } of rows) if (at !== null) mailed.set(contactId, Number(at));
  }
  return mailed;
}

async function readCampaigns(
  { database, tenant }: StoreParts,
  connection: Connection,
  { ids, campaignIds }: { readonly ids: readonly string[]; readonly campaignIds: readonly string[] },
): Promise<ReadonlyMap<string, AudienceHit['campaigns']>> {
  const { assignments } = database.tables;
  const found = new Map<string, AudienceHit['campaigns'][number][]>();
  if (campaignIds.length === 0) return found;
  for (const chunk of chunks(ids)) {
    const rows = await connection
      .select({
        contactId: assignments.contactId,
        campaignId: assignments.campaignId,
        variant: assignments.variant,
      })
      .from(assignments)
      .where(
        and(
          eq(assignments.tenant, tenant),
          inArray(assignments.campaignId, [...campaignIds]),
          inArray(assignments.contactId, chunk),
        ),
      );
    for (const { contactId, campaignId, variant } of rows) {
      const list = found.get(contactId) ?? [];
      list.push({ campaignId, isTreated: variant === 'treated' });
      found.set(contactId, list);
    }
  }
  return found;
}
