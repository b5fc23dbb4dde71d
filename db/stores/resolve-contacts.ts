/** Finds out who did each event, and makes one contact of two when an event says that they are one. */

import { and, eq, inArray } from 'drizzle-orm';
import type { Profile } from '../../src/domain/contact.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';
import { chunks } from './chunk.ts';
import { type ContactDraft, loadDrafts, newDraft, profileOf, saveDrafts } from './contact-draft.ts';
import { moveContact } from './move-contact.ts';

interface Merge {
  readonly from: string;
  readonly to: string;
}

/** Draft of each event's contact, in the order of the events. Contacts, keys, identities and merges are written. */
export async function resolveContacts(
  parts: StoreParts,
  connection: Connection,
  events: readonly NewEvent[],
): Promise<readonly ContactDraft[]> {
  const resolver = await startResolver(parts, connection, events);
  const found = events.map((event) => resolver.resolve(event));
  await saveDrafts(parts, connection, resolver.touched());
  await resolver.saveIdentities();
  for (const merge of resolver.merges) await moveContact(parts, connection, merge);
  return found.map((draft) => resolver.current(draft));
}

async function startResolver(parts: StoreParts, connection: Connection, events: readonly NewEvent[]) {
  const known = await readIdentities(parts, connection, events);
  const loaded = [...known.values(), ...events.flatMap(({ identity }) => identity.contactId ?? [])];
  const drafts = await loadDrafts(parts, connection, [...new Set(loaded)].sort());
  const changed = new Map<string, string>();
  const touched = new Set<ContactDraft>();
  const merges: Merge[] = [];
  const movedTo = new Map<string, ContactDraft>();

  const current = (draft: ContactDraft): ContactDraft => {
    const next = movedTo.get(draft.id);
    return next === undefined ? draft : current(next);
  };
  const at = (lookup: string | null): ContactDraft | null => {
    const id = lookup === null ? undefined : known.get(lookup);
    const draft = id === undefined ? undefined : drafts.get(id);
    return draft === undefined ? null : current(draft);
  };
  const point = (lookup: string | null, draft: ContactDraft): void => {
    if (lookup === null || known.get(lookup) === draft.id) return;
    known.set(lookup, draft.id);
    changed.set(lookup, draft.id);
  };
  const create = (event: NewEvent): ContactDraft => {
    const draft = newDraft(parts, event.timestamp);
    drafts.set(draft.id, draft);
    return draft;
  };
  const merge = (from: ContactDraft, to: ContactDraft): ContactDraft => {
    if (from === to) return to;
    to.profile = mergeProfiles(profileOf(parts, from), profileOf(parts, to));
    to.profileChanged = true;
    to.identified ||= from.identified;
    to.addressLookup ??= from.addressLookup;
    to.firstSeenAt = Math.min(to.firstSeenAt, from.firstSeenAt);
    to.lastSeenAt = Math.max(to.lastSeenAt, from.lastSeenAt);
    to.eventCount += from.eventCount;
    movedTo.set(from.id, to);
    merges.push({ from: from.id, to: to.id });
    touched.add(from);
    return to;
  };

  /** Whom the event's ids name; an anonymous past joins the user that it turns out to be. */
  const identify = (event: NewEvent): ContactDraft => {
    const { userId, anonymousId, previousId, contactId } = event.identity;
    if (contactId !== undefined) {
      const draft = drafts.get(contactId);
      if (draft === undefined) throw new AppError('not_found', `There is no contact ${contactId} any more.`);
      return current(draft);
    }
    const userLookup = userId === undefined ? null : parts.cipher.lookup('user', userId);
    const anonymousLookup = anonymousId === undefined ? null : parts.cipher.lookup('anonymous', anonymousId);
    const user = at(userLookup);
    const anonymous = at(anonymousLookup);
    // A browser shared by two people: an id that already belongs to another user is only pointed on.
    const joinable = anonymous !== null && (!anonymous.identified || userLookup === null) ? anonymous : null;
    let contact = user ?? joinable ?? create(event);
    if (user !== null && joinable !== null && userLookup !== null) contact = merge(joinable, user);
    point(userLookup, contact);
    point(anonymousLookup, contact);
    if (userId !== undefined && !contact.identified) {
      contact.identified = true;
      contact.profile = { ...profileOf(parts, contact), userId };
      contact.profileChanged = true;
    }
    if (previousId !== undefined) contact = joinPrevious(previousId, contact);
    return contact;
  };
  const joinPrevious = (previousId: string, contact: ContactDraft): ContactDraft => {
    const lookups = [parts.cipher.lookup('anonymous', previousId), parts.cipher.lookup('user', previousId)];
    for (const lookup of lookups) {
      const previous = at(lookup);
      if (previous !== null) merge(previous, contact);
      point(lookup, contact);
    }
    return contact;
  };

  return {
    merges,
    current,
    touched: () => [...touched].sort((a, b) => (a.id < b.id ? -1 : 1)),
    resolve(event: NewEvent): ContactDraft {
      const draft = identify(event);
      touched.add(draft);
      draft.eventCount += 1;
      draft.firstSeenAt = Math.min(draft.firstSeenAt, event.timestamp);
      draft.lastSeenAt = Math.max(draft.lastSeenAt, event.timestamp);
      if (event.traits !== undefined) {
        draft.profile = applyTraits(profileOf(parts, draft), event);
        draft.profileChanged = true;
        if (event.traits.email !== undefined) {
          draft.addressLookup = parts.cipher.lookup('email', event.traits.email);
          point(draft.addressLookup, draft);
        }
      }
      return draft;
    },
    async saveIdentities(): Promise<void> {
      const { identities } = parts.database.tables;
      const rows = [...changed].sort(([a], [b]) => (a < b ? -1 : 1));
      for (const [lookup, contactId] of rows)
        await connection
          .insert(identities)
          .values({ tenant: parts.tenant, lookup, contactId })
          .onConflictDoUpdate({ target: [identities.tenant, identities.lookup], set: { contactId } });
    },
  };
}

async function readIdentities(
  { database, cipher, tenant }: StoreParts,
  connection: Connection,
  events: readonly NewEvent[],
): Promise<Map<string, string>> {
  const { identities } = database.tables;
  const lookups = new Set<string>();
  for (const { identity, traits } of events) {
    if (identity.userId !== undefined) lookups.add(cipher.lookup('user', identity.userId));
    if (identity.anonymousId !== undefined) lookups.add(cipher.lookup('anonymous', identity.anonymousId));
    if (identity.previousId !== undefined) {
      lookups.add(cipher.lookup('anonymous', identity.previousId));
      lookups.add(cipher.lookup('user', identity.previousId));
    }
    if (traits?.email !== undefined) lookups.add(cipher.lookup('email', traits.email));
  }
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

function applyTraits(profile: Profile, { traits = {} }: NewEvent): Profile {
  const { email, firstName, lastName } = traits;
  return {
    ...profile,
    ...(email === undefined ? {} : { email }),
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    traits: { ...profile.traits, ...traits },
  };
}

function mergeProfiles(from: Profile, to: Profile): Profile {
  return { ...from, ...to, traits: { ...from.traits, ...to.traits } };
}
