/** Keeps consent statements, and what follows from the newest of them: flags on the contact, an unsubscription lifted. */

import { and, asc, eq, inArray } from 'drizzle-orm';
import { type ConsentPurpose, isExplicit, type NewConsent } from '../../src/domain/consent.ts';
import type { Connection, StoreParts } from '../database.ts';
import { chunks } from './chunk.ts';
import { liftUnsubscribed } from './suppression-rows.ts';

export interface ContactConsent extends NewConsent {
  readonly contactId: string;
}

/** Appends statements and applies the newest. Repeatable. */
export async function addConsents(
  parts: StoreParts,
  connection: Connection,
  statements: readonly ContactConsent[],
): Promise<void> {
  if (statements.length === 0) return;
  const { consents } = parts.database.tables;
  const sorted = [...statements].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  for (const rows of chunks(sorted))
    await connection
      .insert(consents)
      .values(
        rows.map(({ contactId, purpose, granted, source, textVersion, at }) => ({
          tenant: parts.tenant,
          contactId,
          purpose,
          granted,
          source,
          textVersion,
          at,
        })),
      )
      .onConflictDoNothing();
  await applyNewestConsents(parts, connection, [...new Set(sorted.map(({ contactId }) => contactId))]);
}

/** Brings the contacts' flags up to date, and lifts an unsubscription that was explicitly taken back. */
export async function applyNewestConsents(
  parts: StoreParts,
  connection: Connection,
  contactIds: readonly string[],
): Promise<void> {
  const { contacts } = parts.database.tables;
  const newest = await newestConsents(parts, connection, contactIds);
  const takenBackAt = new Map<string, number>();
  for (const [contactId, { email, tracking }] of newest) {
    await connection
      .update(contacts)
      .set({ emailConsent: email?.granted ?? false, trackingConsent: tracking?.granted ?? false })
      .where(and(eq(contacts.tenant, parts.tenant), eq(contacts.id, contactId)));
    if (email?.granted && isExplicit(email)) takenBackAt.set(contactId, email.at);
  }
  await liftUnsubscribed(parts, connection, takenBackAt);
}

/** The newest statement per purpose, for each of the contacts that made any. */
export async function newestConsents(
  { database, tenant }: StoreParts,
  connection: Connection,
  contactIds: readonly string[],
): Promise<Map<string, Record<ConsentPurpose, NewConsent | null>>> {
  const { consents } = database.tables;
  const newest = new Map<string, Record<ConsentPurpose, NewConsent | null>>();
  for (const ids of chunks(contactIds)) {
    const rows = await connection
      .select()
      .from(consents)
      .where(and(eq(consents.tenant, tenant), inArray(consents.contactId, ids)))
      .orderBy(asc(consents.at));
    for (const { tenant: _, contactId, ...consent } of rows) {
      const found = newest.get(contactId) ?? { email: null, tracking: null };
      newest.set(contactId, { ...found, [consent.purpose]: consent });
    }
  }
  return newest;
}

function keyOf({ contactId, purpose, at }: ContactConsent): string {
  return `${contactId}|${purpose}|${at}`;
}
