/** Keeps which contact an id or an address belongs to, under look-ups that reveal neither. */

import { and, eq, inArray } from 'drizzle-orm';
import type { NewEvent } from '../../src/domain/event.ts';
import type { Connection, StoreParts } from '../database.ts';
import { chunks } from './chunk.ts';

/** Contact ids by look-up, for every id and address that the events name and that is known. */
export async function readIdentities(
  { database, cipher, tenant }: StoreParts,
  connection: Connection,
  events: readonly NewEvent[],
): Promise<Map<string, string>> {
  const { identities } = database.tables;
  const lookups = new Set(events.flatMap((event) => lookupsOf(cipher, event)));
  const known = new Map<string, string>();
  for (const some of chunks([...lookups].sort())) {
    const rows = await connection
      .select({ lookup: identities.lookup, contactId: identities.contactId })
      .from(identities)
      .where(and(eq(identities.tenant, tenant), inArray(identities.lookup, some)));
    for (const row of rows) known.set(row.lookup, row.contactId);
  }
  return known;
}

export async function saveIdentities(
  { database, tenant }: StoreParts,
  connection: Connection,
  contactIds: ReadonlyMap<string, string>,
): Promise<void> {
  const { identities } = database.tables;
  const rows = [...contactIds].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [lookup, contactId] of rows)
    await connection
      .insert(identities)
      .values({ tenant, lookup, contactId })
      .onConflictDoUpdate({ target: [identities.tenant, identities.lookup], set: { contactId } });
}

function lookupsOf(cipher: StoreParts['cipher'], { identity, traits }: NewEvent): string[] {
  const { userId, anonymousId, previousId } = identity;
  const lookups: string[] = [];
  if (userId !== undefined) lookups.push(cipher.lookup('user', userId));
  if (anonymousId !== undefined) lookups.push(cipher.lookup('anonymous', anonymousId));
  if (previousId !== undefined)
    lookups.push(cipher.lookup('anonymous', previousId), cipher.lookup('user', previousId));
  if (traits?.email !== undefined) lookups.push(cipher.lookup('email', traits.email));
  return lookups;
}
