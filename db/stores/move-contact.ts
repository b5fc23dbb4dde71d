/** Gives all that one contact has to another, when the two turn out to be one person. */

import { and, eq, notInArray, type SQL } from 'drizzle-orm';
import type { Connection, StoreParts } from '../database.ts';

/**
 * Moves events, keys, ids, consents, coupons, outcomes, messages and assignments from one contact to another and deletes
 * the first. Where both are in one campaign, the second keeps its own place: nobody is counted or mailed twice.
 */
export async function moveContact(
  { database, tenant }: StoreParts,
  connection: Connection,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const {
    contacts,
    contactKeys,
    identities,
    consents,
    events,
    coupons,
    outcomes,
    messages,
    assignments,
    scores,
  } = database.tables;
  for (const table of [events, contactKeys, identities, coupons, outcomes] as const)
    await connection
      .update(table)
      .set({ contactId: to })
      .where(and(eq(table.tenant, tenant), eq(table.contactId, from)));

  const stated = await connection
    .select()
    .from(consents)
    .where(and(eq(consents.tenant, tenant), eq(consents.contactId, from)));
  if (stated.length > 0)
    await connection
      .insert(consents)
      .values(stated.map((row) => ({ ...row, contactId: to })))
      .onConflictDoNothing();
  await connection.delete(consents).where(and(eq(consents.tenant, tenant), eq(consents.contactId, from)));

  for (const table of [messages, assignments] as const) {
    const taken = await connection
      .select({ campaignId: table.campaignId })
      .from(table)
      .where(and(eq(table.tenant, tenant), eq(table.contactId, to)));
    const free: SQL | undefined =
      taken.length === 0
        ? undefined
        : notInArray(
            table.campaignId,
            taken.map(({ campaignId }) => campaignId),
          );
    await connection
      .update(table)
      .set({ contactId: to })
      .where(and(eq(table.tenant, tenant), eq(table.contactId, from), free));
  }
  await connection.delete(scores).where(and(eq(scores.tenant, tenant), eq(scores.contactId, from)));
  await connection.delete(contacts).where(and(eq(contacts.tenant, tenant), eq(contacts.id, from)));
}
