/** Gives all that one contact has to another, when the two turn out to be one person. */

import { and, eq, notInArray } from 'drizzle-orm';
import type { Connection, StoreParts } from '../database.ts';
import { addConsents } from './consent-rows.ts';
import { forwardLookup } from './forward-contact.ts';

interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * Moves events, keys, ids, consents, coupons, outcomes, messages and assignments from one contact to another and deletes
 * the first, whose id leads to the second from then on. Where both are in one campaign, the second keeps its own place:
 * nobody is counted or mailed twice.
 */
export async function moveContact(parts: StoreParts, connection: Connection, move: Move): Promise<void> {
  const { tenant } = parts;
  const { contacts, contactKeys, identities, events, coupons, outcomes, scores } = parts.database.tables;
  for (const table of [events, contactKeys, identities, coupons, outcomes] as const)
    await connection
      .update(table)
      .set({ contactId: move.to })
      .where(and(eq(table.tenant, tenant), eq(table.contactId, move.from)));
  await connection
    .insert(identities)
    .values({ tenant, lookup: forwardLookup(move.from), contactId: move.to });
  await moveConsents(parts, connection, move);
  await movePlaces(parts, connection, move);
  await connection.delete(scores).where(and(eq(scores.tenant, tenant), eq(scores.contactId, move.from)));
  await connection.delete(contacts).where(and(eq(contacts.tenant, tenant), eq(contacts.id, move.from)));
}

async function moveConsents(parts: StoreParts, connection: Connection, { from, to }: Move): Promise<void> {
  const { consents } = parts.database.tables;
  const ofFrom = and(eq(consents.tenant, parts.tenant), eq(consents.contactId, from));
  const stated = await connection.select().from(consents).where(ofFrom);
  if (stated.length === 0) return;
  await connection.delete(consents).where(ofFrom);
  await addConsents(
    parts,
    connection,
    stated.map((row) => ({ ...row, contactId: to })),
  );
}

/** Messages and assignments, in the campaigns in which the second has none. */
async function movePlaces(
  { database, tenant }: StoreParts,
  connection: Connection,
  { from, to }: Move,
): Promise<void> {
  const { messages, assignments } = database.tables;
  for (const table of [messages, assignments] as const) {
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
