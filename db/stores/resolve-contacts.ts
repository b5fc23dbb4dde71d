/** Finds out who did each event, and makes one contact of two when an event says that they are one. */

import type { Profile } from '../../src/domain/contact.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';
import { type ContactDraft, profileOf, saveDrafts } from './contact-draft.ts';
import { saveIdentities } from './identity-rows.ts';
import type { KnownContacts } from './known-contacts.ts';
import { moveContacts } from './move-contacts.ts';

/** Whose an event is, and since when that is known, where it was another's until a later event of the group. */
export interface Doer {
  readonly contact: ContactDraft;
  readonly joinedAt: number | null;
}

/** Who did each event, in the order of the events. Contacts, keys, identities and merges are written. */
export async function resolveContacts(
  parts: StoreParts,
  connection: Connection,
  { known, events }: { readonly known: KnownContacts; readonly events: readonly NewEvent[] },
): Promise<readonly Doer[]> {
  const found = events.map((event) => resolve(parts, known, event));
  await saveDrafts(parts, connection, known.touched());
  await saveIdentities(parts, connection, known.changedLookups);
  await moveContacts(parts, connection, known.moves());
  return found.map((draft) => ({ contact: known.current(draft), joinedAt: known.joinedAt(draft.id) }));
}

function resolve(parts: StoreParts, known: KnownContacts, event: NewEvent): ContactDraft {
  const draft = identify(parts, known, event);
  known.touch(draft);
  draft.eventCount += 1;
  draft.firstSeenAt = Math.min(draft.firstSeenAt, event.timestamp);
  draft.lastSeenAt = Math.max(draft.lastSeenAt, event.timestamp);
  if (event.traits !== undefined) {
    draft.profile = applyTraits(profileOf(parts, draft), event);
    draft.profileChanged = true;
    const { email } = known.lookupsOf(event);
    if (email !== null) {
      draft.addressLookup = email;
      known.point(email, draft);
    }
  }
  return draft;
}

/** Whom the event's ids name; an anonymous past joins the user that it turns out to be. */
function identify(parts: StoreParts, known: KnownContacts, event: NewEvent): ContactDraft {
  const { userId, contactId } = event.identity;
  if (contactId !== undefined) {
    const named = known.byId(contactId);
    if (named === null) throw new AppError('not_found', `There is no contact ${contactId} any more.`);
    return named;
  }
  const lookups = known.lookupsOf(event);
  const user = known.byLookup(lookups.user);
  const anonymous = known.byLookup(lookups.anonymous);
  // A browser shared by two people: an id that already belongs to another user is only pointed on.
  const joinable = anonymous !== null && (!anonymous.identified || lookups.user === null) ? anonymous : null;
  const contact = user ?? joinable ?? known.add(event.timestamp);
  if (user !== null && joinable !== null) known.merge(joinable, user, event);
  known.point(lookups.user, contact);
  known.point(lookups.anonymous, contact);
  if (userId !== undefined && !contact.identified) {
    contact.identified = true;
    contact.profile = { ...profileOf(parts, contact), userId };
    contact.profileChanged = true;
  }
  joinPrevious(known, event, contact);
  return contact;
}

/** What an `alias` call says: two user ids are one person; an anonymous id is, unless a shared browser had it. */
function joinPrevious(known: KnownContacts, event: NewEvent, contact: ContactDraft): void {
  const { previousUser, previousAnonymous } = known.lookupsOf(event);
  const user = known.byLookup(previousUser);
  if (user !== null) known.merge(user, contact, event);
  known.point(previousUser, contact);
  const anonymous = known.byLookup(previousAnonymous);
  if (anonymous !== null && !anonymous.identified) known.merge(anonymous, contact, event);
  known.point(previousAnonymous, contact);
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
