/** A contact while a group of events is being stored: loaded or new, changed in memory, written once. */

import { randomUUID } from 'node:crypto';
import type { WrappedKey } from '../../src/domain/cipher.ts';
import type { Profile } from '../../src/domain/contact.ts';
import type { Connection, StoreParts } from '../database.ts';

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

/** Columns that each event changes. */
const COUNTING = ['firstSeenAt', 'lastSeenAt', 'eventCount'] as const;
/** Columns that an event may change; the first two only together with the profile. */
const CHANGING = ['addressLookup', 'identified', ...COUNTING] as const;
type Changing = Pick<ContactDraft, (typeof CHANGING)[number]>;

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

/** By id; those that are gone are not among them. Holds the rows until the transaction ends. */
export async function loadDrafts(
  { database, tenant }: StoreParts,
  connection: Connection,
  contactIds: readonly string[],
): Promise<Map<string, ContactDraft>> {
  const { contacts, contactKeys } = database.tables;
  const rows = await database.fast.find(connection, contacts, {
    tenant,
    by: 'id',
    values: contactIds,
    pick: ['id', 'keyId', 'profile', ...CHANGING],
    lock: true,
  });
  const keys = await database.fast.find(connection, contactKeys, {
    tenant,
    by: 'id',
    values: rows.map(({ keyId }) => keyId),
    pick: ['id', 'wrapped'],
  });
  const wrapped = new Map(keys.map((key) => [key.id, key.wrapped]));
  const drafts = new Map<string, ContactDraft>();
  for (const row of rows) {
    const key = wrapped.get(row.keyId);
    if (key !== undefined) drafts.set(row.id, draftOf({ keyId: row.keyId, wrapped: key }, row));
  }
  return drafts;
}

function draftOf(
  key: WrappedKey,
  row: Changing & { readonly id: string; readonly profile: Uint8Array },
): ContactDraft {
  return {
    id: row.id,
    key,
    isNew: false,
    profile: null,
    sealed: row.profile,
    profileChanged: false,
    addressLookup: row.addressLookup,
    identified: row.identified,
    firstSeenAt: row.firstSeenAt,
    lastSeenAt: row.lastSeenAt,
    eventCount: row.eventCount,
  };
}

/** Writes what changed. New contacts start without consent: statements follow in a table of their own. */
export async function saveDrafts(
  parts: StoreParts,
  connection: Connection,
  drafts: readonly ContactDraft[],
): Promise<void> {
  const { database, tenant } = parts;
  const { contacts, contactKeys } = database.tables;
  const sorted = [...drafts].sort((a, b) => (a.id < b.id ? -1 : 1));
  const added = sorted.filter(({ isNew }) => isNew);
  await database.fast.insert(connection, contactKeys, {
    tenant,
    rows: added.map(({ id, key }) => ({ id: key.keyId, contactId: id, wrapped: key.wrapped })),
  });
  await database.fast.insert(connection, contacts, {
    tenant,
    rows: added.map((draft) => ({
      ...changingColumns(draft),
      id: draft.id,
      keyId: draft.key.keyId,
      emailConsent: false,
      trackingConsent: false,
      profile: sealProfile(parts, draft),
    })),
  });
  const [known, changed] = [false, true].map((profileChanged) =>
    sorted.filter((draft) => !draft.isNew && draft.profileChanged === profileChanged),
  ) as [ContactDraft[], ContactDraft[]];
  await database.fast.update(connection, contacts, {
    tenant,
    by: 'id',
    rows: known.map(({ id, firstSeenAt, lastSeenAt, eventCount }) => ({
      id,
      firstSeenAt,
      lastSeenAt,
      eventCount,
    })),
    // A column that is named is written into its index again, whether it changes or not.
    set: COUNTING,
  });
  await database.fast.update(connection, contacts, {
    tenant,
    by: 'id',
    rows: changed.map((draft) => ({
      ...changingColumns(draft),
      id: draft.id,
      profile: sealProfile(parts, draft),
    })),
    set: [...CHANGING, 'profile'],
  });
}

function changingColumns({ addressLookup, identified, firstSeenAt, lastSeenAt, eventCount }: ContactDraft) {
  return { addressLookup, identified, firstSeenAt, lastSeenAt, eventCount };
}

function sealProfile(parts: StoreParts, draft: ContactDraft): Uint8Array {
  const place = { table: 'contacts', column: 'profile', row: draft.id };
  return parts.cipher.seal(JSON.stringify(profileOf(parts, draft)), draft.key, place);
}
