/** A contact while a group of events is being stored: loaded or new, changed in memory, written once. */

import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { WrappedKey } from '../../src/domain/cipher.ts';
import type { Profile } from '../../src/domain/contact.ts';
import type { Connection, StoreParts } from '../database.ts';
import { chunks } from './chunk.ts';

export interface ContactDraft {
  readonly id: string;
  readonly key: WrappedKey;
  readonly isNew: boolean;
  /** Opened when first asked for: most events do not touch it. */
  profile: Profile | null;
  readonly sealed: Uint8Array | null;
  profileChanged: boolean;
  addressLookup: string | null;
  identified: boolean;
  firstSeenAt: number;
  lastSeenAt: number;
  eventCount: number;
}

const EMPTY_PROFILE: Profile = { traits: {} };

export function newDraft({ cipher }: StoreParts, at: number): ContactDraft {
  return {
    id: randomUUID(),
    key: cipher.newKey(),
    isNew: true,
    profile: EMPTY_PROFILE,
    sealed: null,
    profileChanged: true,
    addressLookup: null,
    identified: false,
    firstSeenAt: at,
    lastSeenAt: at,
    eventCount: 0,
  };
}

export function profileOf({ cipher }: StoreParts, draft: ContactDraft): Profile {
  if (draft.profile === null && draft.sealed !== null)
    draft.profile = openProfile({ cipher, sealed: draft.sealed, key: draft.key, contactId: draft.id });
  return draft.profile ?? EMPTY_PROFILE;
}

export function openProfile(sealed: {
  readonly cipher: StoreParts['cipher'];
  readonly sealed: Uint8Array;
  readonly key: WrappedKey;
  readonly contactId: string;
}): Profile {
  const place = { table: 'contacts', column: 'profile', row: sealed.contactId };
  return JSON.parse(sealed.cipher.open(sealed.sealed, sealed.key, place));
}

export async function loadDrafts(
  { database, tenant }: StoreParts,
  connection: Connection,
  contactIds: readonly string[],
): Promise<Map<string, ContactDraft>> {
  const { contacts, contactKeys } = database.tables;
  const drafts = new Map<string, ContactDraft>();
  for (const ids of chunks(contactIds)) {
    const rows = await connection
      .select({ contact: contacts, wrapped: contactKeys.wrapped })
      .from(contacts)
      .innerJoin(
        contactKeys,
        and(eq(contactKeys.tenant, contacts.tenant), eq(contactKeys.id, contacts.keyId)),
      )
      .where(and(eq(contacts.tenant, tenant), inArray(contacts.id, ids)));
    for (const { contact, wrapped } of rows)
      drafts.set(contact.id, {
        id: contact.id,
        key: { keyId: contact.keyId, wrapped },
        isNew: false,
        profile: null,
        sealed: contact.profile,
        profileChanged: false,
        addressLookup: contact.addressLookup,
        identified: contact.identified,
        firstSeenAt: contact.firstSeenAt,
        lastSeenAt: contact.lastSeenAt,
        eventCount: contact.eventCount,
      });
  }
  return drafts;
}

/** Writes what changed. New contacts start without consent: statements follow in a table of their own. */
export async function saveDrafts(
  parts: StoreParts,
  connection: Connection,
  drafts: readonly ContactDraft[],
): Promise<void> {
  const { contacts, contactKeys } = parts.database.tables;
  const added = drafts.filter((draft) => draft.isNew).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const rows of chunks(added)) {
    await connection.insert(contactKeys).values(
      rows.map(({ id, key }) => ({
        tenant: parts.tenant,
        id: key.keyId,
        contactId: id,
        wrapped: key.wrapped,
      })),
    );
    await connection.insert(contacts).values(
      rows.map((draft) => ({
        tenant: parts.tenant,
        id: draft.id,
        keyId: draft.key.keyId,
        emailConsent: false,
        trackingConsent: false,
        ...changingColumns(draft),
        profile: sealProfile(parts, draft),
      })),
    );
  }
  for (const draft of drafts) {
    if (draft.isNew) continue;
    await connection
      .update(contacts)
      .set({
        ...changingColumns(draft),
        ...(draft.profileChanged ? { profile: sealProfile(parts, draft) } : {}),
      })
      .where(and(eq(contacts.tenant, parts.tenant), eq(contacts.id, draft.id)));
  }
}

function changingColumns({ addressLookup, identified, firstSeenAt, lastSeenAt, eventCount }: ContactDraft) {
  return { addressLookup, identified, firstSeenAt, lastSeenAt, eventCount };
}

function sealProfile(parts: StoreParts, draft: ContactDraft): Uint8Array {
  const place = { table: 'contacts', column: 'profile', row: draft.id };
  return parts.cipher.seal(JSON.stringify(profileOf(parts, draft)), draft.key, place);
}
