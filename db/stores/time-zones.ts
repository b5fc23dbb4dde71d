/** Reads which time zone contacts live in, of those who told it. */

import { and, eq, inArray } from 'drizzle-orm';
import { isTimeZone } from '../../src/domain/local-time.ts';
import { CannotOpen } from '../../src/errors.ts';
import type { StoreParts } from '../database.ts';
import { chunks } from './chunk.ts';
import { openProfile } from './contact-draft.ts';
import { readForwards } from './forward-contact.ts';

/** By contact id; a zone that no calendar knows is left out. Opens each contact's profile: asked seldom. */
export async function readTimeZones(
  parts: StoreParts,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const zones = new Map<string, string>();
  for (const ids of chunks(contactIds)) {
    const { forwards, found } = await readProfiles(parts, ids);
    for (const id of ids) {
      const zone = found.get(forwards.get(id) ?? id);
      if (zone !== undefined) zones.set(id, zone);
    }
  }
  return zones;
}

async function readProfiles(parts: StoreParts, ids: readonly string[]) {
  const { contacts, contactKeys } = parts.database.tables;
  const { cipher, tenant } = parts;
  return parts.database.read(async (connection) => {
    const forwards = await readForwards(parts, connection, ids);
    const current = [...new Set(ids.map((id) => forwards.get(id) ?? id))];
    const rows = await connection
      .select({
        contactId: contacts.id,
        sealed: contacts.profile,
        keyId: contacts.keyId,
        wrapped: contactKeys.wrapped,
      })
      .from(contacts)
      .innerJoin(
        contactKeys,
        and(eq(contactKeys.tenant, contacts.tenant), eq(contactKeys.id, contacts.keyId)),
      )
      .where(and(eq(contacts.tenant, tenant), inArray(contacts.id, current)));
    const found = new Map<string, string>();
    for (const { contactId, sealed, ...key } of rows) {
      const timezone = readTimeZone({ cipher, sealed, key, contactId });
      if (timezone !== null) found.set(contactId, timezone);
    }
    return { forwards, found };
  });
}

/** Null where none is told that a calendar knows, and where the profile is damaged: then the shop's own will do. */
function readTimeZone(sealed: Parameters<typeof openProfile>[0]): string | null {
  try {
    const { timezone } = openProfile(sealed).traits;
    return typeof timezone === 'string' && isTimeZone(timezone) ? timezone : null;
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}
