/** The contacts that a group of events is about, in memory: found by look-up, added, and merged into one another. */

import type { Profile } from '../../src/domain/contact.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import type { StoreParts } from '../database.ts';
import { type ContactDraft, newDraft, profileOf } from './contact-draft.ts';
import type { EventLookups } from './identity-rows.ts';
import type { Move } from './move-contacts.ts';

interface Loaded {
  readonly lookups: ReadonlyMap<NewEvent, EventLookups>;
  /** Contact ids by look-up. */
  readonly identities: Map<string, string>;
  /** What the ids of contacts that were merged earlier lead to. */
  readonly forwards: ReadonlyMap<string, string>;
  readonly drafts: Map<string, ContactDraft>;
}

export class KnownContacts {
  /** Look-ups that now lead to another contact than the database says. */
  readonly changedLookups = new Map<string, string>();
  readonly #parts: StoreParts;
  readonly #lookups: ReadonlyMap<NewEvent, EventLookups>;
  readonly #identities: Map<string, string>;
  readonly #forwards: ReadonlyMap<string, string>;
  readonly #drafts: Map<string, ContactDraft>;
  readonly #mergedInto = new Map<string, { readonly to: ContactDraft; readonly since: number | null }>();
  readonly #touched = new Set<ContactDraft>();

  constructor(parts: StoreParts, { lookups, identities, forwards, drafts }: Loaded) {
    this.#parts = parts;
    this.#lookups = lookups;
    this.#identities = identities;
    this.#forwards = forwards;
    this.#drafts = drafts;
  }

  lookupsOf(event: NewEvent): EventLookups {
    const lookups = this.#lookups.get(event);
    if (lookups === undefined) throw new Error('The event is not of the group that was loaded.');
    return lookups;
  }

  /** What was touched, by id: all that must be written. */
  touched(): readonly ContactDraft[] {
    return [...this.#touched].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Of each contact that was merged to the one that it is in the end. */
  moves(): readonly Move[] {
    return [...this.#mergedInto].map(([from, { to }]) => ({
      from,
      to: this.current(to).id,
      since: this.joinedAt(from),
    }));
  }

  /**
   * Since when all that a contact did until now is known to be that of the one which it has become: since the last of the
   * merges on the way there. Null where it has not become another.
   */
  joinedAt(contactId: string): number | null {
    const merged = this.#mergedInto.get(contactId);
    if (merged === undefined) return null;
    const later = this.joinedAt(merged.to.id);
    return merged.since === null || later === null ? (merged.since ?? later) : Math.max(merged.since, later);
  }

  touch(draft: ContactDraft): void {
    this.#touched.add(draft);
  }

  /** The contact that this one has become. */
  current(draft: ContactDraft): ContactDraft {
    const next = this.#mergedInto.get(draft.id);
    return next === undefined ? draft : this.current(next.to);
  }

  byId(contactId: string): ContactDraft | null {
    const draft = this.#drafts.get(this.#forwards.get(contactId) ?? contactId);
    return draft === undefined ? null : this.current(draft);
  }

  byLookup(lookup: string | null): ContactDraft | null {
    const id = lookup === null ? undefined : this.#identities.get(lookup);
    return id === undefined ? null : this.byId(id);
  }

  /** From now on the look-up leads to this contact. */
  point(lookup: string | null, { id }: ContactDraft): void {
    if (lookup === null || this.#identities.get(lookup) === id) return;
    this.#identities.set(lookup, id);
    this.changedLookups.set(lookup, id);
  }

  add(firstSeenAt: number): ContactDraft {
    const draft = newDraft(this.#parts, firstSeenAt);
    this.#drafts.set(draft.id, draft);
    return draft;
  }

  /**
   * Makes one contact of two because of what this event says; what both know, `to` knows better. One that is new by this
   * event only gives the other its name, as whoever signs in for the first time does.
   */
  merge(from: ContactDraft, to: ContactDraft, { imported, timestamp, receivedAt }: NewEvent): void {
    if (from === to) return;
    // What a file of the past says was known when it was said.
    const since = to.eventCount === 0 ? null : imported === true ? timestamp : receivedAt;
    to.profile = mergeProfiles(profileOf(this.#parts, from), profileOf(this.#parts, to));
    to.profileChanged = true;
    to.identified ||= from.identified;
    to.addressLookup ??= from.addressLookup;
    to.firstSeenAt = Math.min(to.firstSeenAt, from.firstSeenAt);
    to.lastSeenAt = Math.max(to.lastSeenAt, from.lastSeenAt);
    to.eventCount += from.eventCount;
    this.#mergedInto.set(from.id, { to, since });
    this.#touched.add(from);
  }
}

function mergeProfiles(from: Profile, to: Profile): Profile {
  return { ...from, ...to, traits: { ...from.traits, ...to.traits } };
}
