/** Leads from a contact that was merged to the one that it has become: links in e-mails still name the former. */

import type { Connection, StoreParts } from '../database.ts';
import { readIdentities } from './identity-rows.ts';

/** Kept among the look-ups, so that a further merge takes it along. The id is drawn at random and reveals nothing. */
export function forwardLookup(contactId: string): string {
  return `contact:${contactId}`;
}

/** The contact that each of these is now, for those that were merged. */
export async function readForwards(
  parts: StoreParts,
  connection: Connection,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const byLookup = await readIdentities(parts, connection, contactIds.map(forwardLookup).sort());
  return new Map(
    contactIds.flatMap((id) => {
      const now = byLookup.get(forwardLookup(id));
      return now === undefined ? [] : [[id, now] as const];
    }),
  );
}

/** The contact that this one is now: itself unless it was merged. */
export async function currentContactId(
  parts: StoreParts,
  connection: Connection,
  contactId: string,
): Promise<string> {
  return (await readForwards(parts, connection, [contactId])).get(contactId) ?? contactId;
}
