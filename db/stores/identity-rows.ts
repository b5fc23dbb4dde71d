/** Keeps which contact an id or an address belongs to, under look-ups that reveal neither. */

import type { NewEvent } from '../../src/domain/event.ts';
import type { Connection, StoreParts } from '../database.ts';

/** What an event's ids and address are found by; null for those it has not. */
export interface EventLookups {
  readonly user: string | null;
  readonly anonymous: string | null;
  /** An alias call's `previousId` may be either. */
  readonly previousUser: string | null;
  readonly previousAnonymous: string | null;
  readonly email: string | null;
}

export function lookupsOf(cipher: StoreParts['cipher'], { identity, traits }: NewEvent): EventLookups {
  const { userId, anonymousId, previousId } = identity;
  const lookup = (kind: 'user' | 'anonymous' | 'email', value: string | undefined) =>
    value === undefined ? null : cipher.lookup(kind, value);
  return {
    user: lookup('user', userId),
    anonymous: lookup('anonymous', anonymousId),
    previousUser: lookup('user', previousId),
    previousAnonymous: lookup('anonymous', previousId),
    email: lookup('email', traits?.email),
  };
}

/** Contact ids by look-up, for those that are known. */
export async function readIdentities(
  { database, tenant }: StoreParts,
  connection: Connection,
  lookups: readonly string[],
): Promise<Map<string, string>> {
  const rows = await database.fast.find(connection, database.tables.identities, {
    tenant,
    by: 'lookup',
    values: lookups,
    pick: ['lookup', 'contactId'],
  });
  return new Map(rows.map(({ lookup, contactId }) => [lookup, contactId]));
}

export async function saveIdentities(
  { database, tenant }: StoreParts,
  connection: Connection,
  contactIds: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = [...contactIds]
    .map(([lookup, contactId]) => ({ lookup, contactId }))
    .sort((a, b) => (a.lookup < b.lookup ? -1 : 1));
  await database.fast.upsert(connection, database.tables.identities, {
    tenant,
    by: 'lookup',
    rows,
    set: ['contactId'],
  });
}
