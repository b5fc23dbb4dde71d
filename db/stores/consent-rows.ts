/** Keeps consent statements, and what follows from those that stand: flags on the contact, an unsubscription lifted. */

import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import {
  type ConsentPurpose,
  isExplicit,
  type NewConsent,
  standingConsent,
} from '../../src/domain/consent.ts';
import type { Connection, StoreParts } from '../database.ts';
import { chunks } from './chunk.ts';
import { liftUnsubscribed } from './suppression-rows.ts';

export interface ContactConsent extends NewConsent {
  readonly contactId: string;
}

/** Appends statements and applies those that stand. Of two of one moment a denial is kept. Repeatable. */
export async function addConsents(
  parts: StoreParts,
  connection: Connection,
  statements: readonly ContactConsent[],
): Promise<void> {
  if (statements.length === 0) return;
  const { consents } = parts.database.tables;
  for (const rows of chunks(distinct(statements)))
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
      .onConflictDoUpdate({
        target: [consents.tenant, consents.contactId, consents.purpose, consents.at],
        set: {
          granted: sql`excluded.granted`,
          source: sql`excluded.source`,
          textVersion: sql`excluded.text_version`,
        },
        setWhere: sql`${consents.granted} and not excluded.granted`,
      });
  await applyStandingConsents(parts, connection, [...new Set(statements.map(({ contactId }) => contactId))]);
}

/** One a key, sorted: one insert must not touch a row twice, and transactions must not cross. */
function distinct(statements: readonly ContactConsent[]): readonly ContactConsent[] {
  const byKey = new Map<string, ContactConsent>();
  for (const statement of statements) {
    const key = keyOf(statement);
    if (!byKey.has(key) || !statement.granted) byKey.set(key, statement);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, statement]) => statement);
}

/** Brings the contacts' flags up to date, and lifts an unsubscription that was explicitly taken back. */
async function applyStandingConsents(
  parts: StoreParts,
  connection: Connection,
  contactIds: readonly string[],
): Promise<void> {
  const { contacts } = parts.database.tables;
  const standing = await standingConsents(parts, connection, contactIds);
  const takenBackAt = new Map<string, number>();
  for (const [contactId, { email, tracking }] of standing) {
    await connection
      .update(contacts)
      .set({ emailConsent: email?.granted ?? false, trackingConsent: tracking?.granted ?? false })
      .where(and(eq(contacts.tenant, parts.tenant), eq(contacts.id, contactId)));
    if (email?.granted && isExplicit(email)) takenBackAt.set(contactId, email.at);
  }
  await liftUnsubscribed(parts, connection, takenBackAt);
}

/** The statement that stands per purpose, for each of the contacts that made any. */
export async function standingConsents(
  { database, tenant }: StoreParts,
  connection: Connection,
  contactIds: readonly string[],
): Promise<Map<string, Record<ConsentPurpose, NewConsent | null>>> {
  const { consents } = database.tables;
  const standing = new Map<string, Record<ConsentPurpose, NewConsent | null>>();
  for (const ids of chunks(contactIds)) {
    const rows = await connection
      .select()
      .from(consents)
      .where(and(eq(consents.tenant, tenant), inArray(consents.contactId, ids)))
      .orderBy(asc(consents.at));
    for (const { tenant: _, contactId, ...consent } of rows) {
      const found = standing.get(contactId) ?? { email: null, tracking: null };
      standing.set(contactId, {
        ...found,
        [consent.purpose]: standingConsent(found[consent.purpose], consent),
      });
    }
  }
  return standing;
}

function keyOf({ contactId, purpose, at }: ContactConsent): string {
  return `${contactId}|${purpose}|${at}`;
}
