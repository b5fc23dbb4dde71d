/** Gives all that some contacts have to others, when each two turn out to be one person. */

import { and, eq, notInArray } from 'drizzle-orm';
import type { Connection, StoreParts } from '../database.ts';
import { addConsents } from './consent-rows.ts';
import { forwardLookup } from './forward-contact.ts';

export interface Move {
  readonly from: string;
  readonly to: string;
  /** Since when the two are known to be one (epoch milliseconds); null where the first had only gone by another name. */
  readonly since: number | null;
}

/**
 * Moves events, keys, ids, consents, coupons, outcomes, messages and assignments from each `from` to its `to` and deletes
 * the former, whose id leads to the latter from then on. Where both are in one campaign, the latter keeps its own place:
 * nobody is counted or mailed twice. Events keep since when they are the latter's. No contact may be both, so the last of a chain takes all; in the order of the merges.
 */
export async function moveContacts(
  parts: StoreParts,
  connection: Connection,
  moves: readonly Move[],
): Promise<void> {
  if (moves.length === 0) return;
  const { tenant, database } = parts;
  const { contacts, contactKeys, identities, events, coupons, outcomes, scores } = database.tables;
  const values = [...moves].sort((a, b) => (a.from < b.from ? -1 : 1));
  const gone = values.map(({ from }) => from);
  await database.fast.replace(connection, events, { tenant, column: 'contactId', values, raise: 'joinedAt' });
  for (const table of [contactKeys, identities, coupons, outcomes] as const)
    await database.fast.replace(connection, table, { tenant, column: 'contactId', values });
  await database.fast.insert(connection, identities, {
    tenant,
    rows: values.map(({ from, to }) => ({ lookup: forwardLookup(from), contactId: to })),
  });
  await moveConsents(parts, connection, values);
  // The later a merge, the nearer its contact: of two that had a place, that one's is kept.
  await movePlaces(parts, connection, [...moves].reverse());
  await database.fast.remove(connection, scores, { tenant, by: 'contactId', values: gone });
  await database.fast.remove(connection, contacts, { tenant, by: 'id', values: gone });
}

async function moveConsents(
  parts: StoreParts,
  connection: Connection,
  moves: readonly Move[],
): Promise<void> {
  const { consents } = parts.database.tables;
  for (const { from, to } of await thoseIn(parts, connection, { table: consents, moves })) {
    const ofFrom = and(eq(consents.tenant, parts.tenant), eq(consents.contactId, from));
    const stated = await connection.select().from(consents).where(ofFrom);
    await connection.delete(consents).where(ofFrom);
    await addConsents(
      parts,
      connection,
      stated.map((row) => ({ ...row, contactId: to })),
    );
  }
}

/** Messages and assignments, in the campaigns in which the second has none. */
async function movePlaces(parts: StoreParts, connection: Connection, moves: readonly Move[]): Promise<void> {
  const { tenant, database } = parts;
  const { messages, assignments } = database.tables;
  for (const table of [messages, assignments] as const)
    for (const { from, to } of await thoseIn(parts, connection, { table, moves })) {
      const taken = await connection
        .select({ campaignId: table.campaignId })
        .from(table)
        .where(and(eq(table.tenant, tenant), eq(table.contactId, to)));
      const campaignIds = taken.map(({ campaignId }) => campaignId);
      const isFree = campaignIds.length === 0 ? undefined : notInArray(table.campaignId, campaignIds);
      await connection
        .update(table)
        .set({ contactId: to })
        .where(and(eq(table.tenant, tenant), eq(table.contactId, from), isFree));
    }
}

type PlaceTable = StoreParts['database']['tables']['consents' | 'messages' | 'assignments'];

/** The moves of contacts that have a row in the table: few have. */
async function thoseIn(
  { database, tenant }: StoreParts,
  connection: Connection,
  { table, moves }: { readonly table: PlaceTable; readonly moves: readonly Move[] },
): Promise<readonly Move[]> {
  const rows = await database.fast.find(connection, table, {
    tenant,
    by: 'contactId',
    values: moves.map(({ from }) => from),
    pick: ['contactId'],
  });
  const found = new Set(rows.map(({ contactId }) => contactId));
  return moves.filter(({ from }) => found.has(from));
}
