/** Finds out who did each event, and makes one contact of two when an event says that they are one. */

import type { Profile } from '../../src/domain/contact.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';
import { type ContactDraft, profileOf, saveDrafts } from './contact-draft.ts';
import { saveIdentities } from './identity-rows.ts';
import { KnownContacts } from './known-contacts.ts';
import { moveContact } from './move-contact.ts';

/** Draft of each event's contact, in the order of the events. Contacts, keys, identities and merges are written. */
export async function resolveContacts(
  parts: StoreParts,
  connection: Connection,
  events: readonly NewEvent[],
): Promise<readonly ContactDraft[]> {
  const known = await KnownContacts.load(parts, connection, events);
  const found = events.map((event) => resolve(parts, known, event));
  await saveDrafts(parts, connection, known.touched());
  await saveIdentities(parts, connection, known.changedLookups);
  for (const merge of known.merges) await moveContact(parts, connection, merge);
  return found.map((draft) => known.current(draft));
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
    if (event.traits.email !== undefined) {
      draft.addressLookup = parts.cipher.lookup('email', event.traits.email);
      known.point(draft.addressLookup, draft);
    }
  }
  return draft;
}

/** Whom the event's ids name; an anonymous past joins the user that it turns out to be. */
function identify(parts: StoreParts, known: KnownContacts, event: NewEvent): ContactDraft {
  const { userId, anonymousId, previousId, contactId } = event.identity;
  if (contactId !== undefined) {
    const named = known.byId(contactId);
    if (named === null) throw new AppError('not_found', `There is no contact ${contactId} any more.`);
    return named;
  }
  const userLookup = userId === undefined ? null : parts.cipher.lookup('user', userId);
  const anonymousLookup = anonymousId === undefined ? null : parts.cipher.lookup('anonymous', anonymousId);
  const user = known.byLookup(userLookup);
  const anonymous = known.byLookup(anonymousLookup);
  // A browser shared by two people: an id that already belongs to another user is only pointed on.
  const joinable = anonymous !== null && (!anonymous.identified || userLookup === null) ? anonymous : null;
  const contact = user ?? joinable ?? known.add(event.timestamp);
  if (user !== null && joinable !== null) known.merge(joinable, user);
  known.point(userLookup, contact);
  known.point(anonymousLookup, contact);
  if (userId !== undefined && !contact.identified) {
    contact.identified = true;
    contact.profile = { ...profileOf(parts, contact), userId };
    contact.profileChanged = true;
  }
  if (previousId !== undefined) joinPrevious(parts, known, { previousId, contact });
  return contact;
}

/** What an `alias` call says: two user ids are one person; an anonymous id is, unless a shared browser had it. */
function joinPrevious(
  { cipher }: StoreParts,
  known: KnownContacts,
  { previousId, contact }: { readonly previousId: string; readonly contact: ContactDraft },
): void {
  const userLookup = cipher.lookup('user', previousId);
  const anonymousLookup = cipher.lookup('anonymous', previousId);
  const user = known.byLookup(userLookup);
  if (user !== null) known.merge(user, contact);
  known.point(userLookup, contact);
  const anonymous = known.byLookup(anonymousLookup);
  if (anonymous !== null && !anonymous.identified) known.merge(anonymous, contact);
  known.point(anonymousLookup, contact);
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
