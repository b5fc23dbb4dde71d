/** Keeps which addresses are never mailed again, by look-up: they outlive their contacts. */

import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { SuppressionReason } from '../../src/domain/contact.ts';
import type { Connection, StoreParts } from '../database.ts';
import { chunks } from './chunk.ts';

interface Suppression {
  readonly addressLookup: string;
  readonly reason: SuppressionReason;
  readonly at: number;
}

/** Of two reasons the one that lasts is kept, of two unsubscriptions the later. Repeatable. */
export async function addSuppression(
  { database, tenant }: StoreParts,
  connection: Connection,
  { addressLookup, reason, at }: Suppression,
): Promise<void> {
  const { suppressions } = database.tables;
  const isUnsubscribed = eq(suppressions.reason, 'unsubscribed');
  await connection
    .insert(suppressions)
    .values({ tenant, addressLookup, reason, at })
    .onConflictDoUpdate({
      target: [suppressions.tenant, suppressions.addressLookup],
      set: { reason, at },
      setWhere:
        reason === 'unsubscribed' ? sql`${isUnsubscribed} and ${suppressions.at} < ${at}` : isUnsubscribed,
    });
}

/** Deletes the contacts' unsubscriptions from before the given moments. No other reason is ever lifted. */
export async function liftUnsubscribed(
  { database, tenant }: StoreParts,
  connection: Connection,
  takenBackAt: ReadonlyMap<string, number>,
): Promise<void> {
  const { contacts, suppressions } = database.tables;
  const isUnsubscribed = and(eq(suppressions.tenant, tenant), eq(suppressions.reason, 'unsubscribed'));
  for (const ids of chunks([...takenBackAt.keys()].sort())) {
    const found = await connection
      .select({ contactId: contacts.id, addressLookup: suppressions.addressLookup })
      .from(contacts)
      .innerJoin(suppressions, eq(suppressions.addressLookup, contacts.addressLookup))
      .where(and(isUnsubscribed, eq(contacts.tenant, tenant), inArray(contacts.id, ids)));
    for (const { contactId, addressLookup } of found)
      await connection
        .delete(suppressions)
        .where(
          and(
            isUnsubscribed,
            eq(suppressions.addressLookup, addressLookup),
            lt(suppressions.at, takenBackAt.get(contactId) ?? 0),
          ),
        );
  }
}
