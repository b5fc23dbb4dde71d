/** Loads all that is known of whom a group of events is about, and holds it until the group is stored. */

import type { NewEvent } from '../../src/domain/event.ts';
import type { Connection, StoreParts } from '../database.ts';
import { loadDrafts } from './contact-draft.ts';
import { readForwards } from './forward-contact.ts';
import { type EventLookups, lookupsOf, readIdentities } from './identity-rows.ts';
import { KnownContacts } from './known-contacts.ts';

/** Merges of others that come in between are followed so often; each round locks what the last one found. */
const ROUNDS = 5;

/**
 * On PostgreSQL several processes ingest at once. Ids that nobody knows are locked by name, so that two transactions
 * which see a new customer at once make one contact; known contacts are locked by row, so that counters and merges
 * follow one another. Whoever waited reads again what the other has written meanwhile.
 */
export async function loadContacts(
  parts: StoreParts,
  connection: Connection,
  events: readonly NewEvent[],
): Promise<KnownContacts> {
  const lookups = new Map(events.map((event) => [event, lookupsOf(parts.cipher, event)]));
  const named = namedContacts(events);
  const forwards = await readForwards(parts, connection, named);
  const wanted = {
    lookups: distinct(lookups.values()),
    contactIds: named.map((id) => forwards.get(id) ?? id),
  };
  let identities = await readLocked(parts, connection, wanted.lookups);
  for (let round = 1; ; round += 1) {
    const ids = [...new Set([...identities.values(), ...wanted.contactIds])].sort();
    const drafts = await loadDrafts(parts, connection, ids);
    const isWhole = [...identities.values()].every((id) => drafts.has(id));
    if (isWhole || !parts.database.fast.concurrent || round === ROUNDS)
      return new KnownContacts(parts, { lookups, identities, forwards, drafts });
    identities = await readIdentities(parts, connection, wanted.lookups);
  }
}

async function readLocked(
  parts: StoreParts,
  connection: Connection,
  lookups: readonly string[],
): Promise<Map<string, string>> {
  const known = await readIdentities(parts, connection, lookups);
  const { fast } = parts.database;
  const unknown = fast.concurrent ? lookups.filter((lookup) => !known.has(lookup)) : [];
  if (unknown.length === 0) return known;
  await fast.lockNames(connection, parts.tenant, unknown);
  return new Map([...known, ...(await readIdentities(parts, connection, unknown))]);
}

function distinct(lookups: Iterable<EventLookups>): readonly string[] {
  const all = new Set<string>();
  for (const { user, anonymous, previousUser, previousAnonymous, email } of lookups)
    for (const lookup of [user, anonymous, previousUser, previousAnonymous, email])
      if (lookup !== null) all.add(lookup);
  return [...all].sort();
}

function namedContacts(events: readonly NewEvent[]): readonly string[] {
  return events.flatMap(({ identity }) => identity.contactId ?? []);
}
