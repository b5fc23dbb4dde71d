/** Reads histories: all of them page by page, those of some contacts, and the marks by which a changed one is found. */

import { and, asc, eq, gt, gte, inArray, lt, lte, type SQL } from 'drizzle-orm';
import type { ContactHistory, HistoryEvent, HistoryMark } from '../../src/domain/event.ts';
import type { Connection, StoreParts } from '../database.ts';
import { findHumanReactions, isReaction } from './find-human-reactions.ts';

/** Contacts read at once while streaming. */
const CONTACTS_A_PAGE = 500;

/** See `EventStore.histories`. */
export async function* streamHistories(parts: StoreParts, before: number): AsyncIterable<ContactHistory> {
  const { events } = parts.database.tables;
  for await (const page of streamPages(parts)) {
    const within = and(
      gte(events.contactId, page[0]!.id),
      lte(events.contactId, page.at(-1)!.id),
      lt(events.at, before),
    );
    const found = await parts.database.read((connection) => readEvents(parts, connection, within));
    for (const { id: contactId } of page) yield { contactId, events: found.get(contactId) ?? [] };
  }
}

/** See `EventStore.historiesOf`. */
export async function* streamHistoriesOf(
  parts: StoreParts,
  contactIds: readonly string[],
): AsyncIterable<ContactHistory> {
  const { events } = parts.database.tables;
  for (let from = 0; from < contactIds.length; from += CONTACTS_A_PAGE) {
    const ids = contactIds.slice(from, from + CONTACTS_A_PAGE);
    const found = await parts.database.read((connection) =>
      readEvents(parts, connection, inArray(events.contactId, ids)),
    );
    for (const contactId of ids) yield { contactId, events: found.get(contactId) ?? [] };
  }
}

/** One contact's events, oldest first. */
export async function readHistory(parts: StoreParts, contactId: string): Promise<readonly HistoryEvent[]> {
  const isOne = eq(parts.database.tables.events.contactId, contactId);
  const found = await parts.database.read((connection) => readEvents(parts, connection, isOne));
  return found.get(contactId) ?? [];
}

/**
 * See `EventStore.historyMarks`. The counters that storing and merging keep on each contact, in the same transaction. The moment of
 * reception would not do, since an import is received when it begins and committed for hours, nor would the place in
 * the table, since a merge moves old events to another contact.
 */
export async function* streamHistoryMarks(parts: StoreParts): AsyncIterable<HistoryMark> {
  for await (const page of streamPages(parts))
    for (const { id, eventCount, firstSeenAt, lastSeenAt } of page)
      yield { contactId: id, mark: `${eventCount} ${firstSeenAt} ${lastSeenAt}` };
}

type Contact = Pick<
  StoreParts['database']['tables']['contacts']['$inferSelect'],
  'id' | 'eventCount' | 'firstSeenAt' | 'lastSeenAt'
>;

/** All contacts by id; no page is empty. */
async function* streamPages({ database, tenant }: StoreParts): AsyncIterable<readonly Contact[]> {
  const { contacts } = database.tables;
  const { id, eventCount, firstSeenAt, lastSeenAt } = contacts;
  for (let after = ''; ; ) {
    const page = await database.read((connection) =>
      connection
        .select({ id, eventCount, firstSeenAt, lastSeenAt })
        .from(contacts)
        .where(and(eq(contacts.tenant, tenant), gt(id, after)))
        .orderBy(asc(id))
        .limit(CONTACTS_A_PAGE),
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.id;
  }
}

/**
 * The events of the contacts that `which` names, with their lines, by contact, oldest first; of opens and clicks only those
 * that `findHumanReactions` vouches for.
 */
async function readEvents(
  parts: StoreParts,
  connection: Connection,
  which: SQL | undefined,
): Promise<Map<string, HistoryEvent[]>> {
  const { database, tenant } = parts;
  const { events } = database.tables;
  const rows = await connection
    .select({
      id: events.id,
      contactId: events.contactId,
      name: events.name,
      at: events.at,
      orderId: events.orderId,
      amountCents: events.amountCents,
      rating: events.rating,
      lines: events.lines,
      joinedAt: events.joinedAt,
    })
    .from(events)
    .where(and(eq(events.tenant, tenant), which))
    .orderBy(asc(events.contactId), asc(events.at), asc(events.id));
  const reacting = new Set(rows.filter(({ name }) => isReaction(name)).map(({ contactId }) => contactId));
  const human = await findHumanReactions(parts, connection, [...reacting]);
  const byContact = new Map<string, HistoryEvent[]>();
  for (const { id, contactId, lines, joinedAt, ...event } of rows)
    if (!isReaction(event.name) || human.has(id))
      append(byContact, contactId, { ...event, lines: lines ?? [], ...(joinedAt !== null && { joinedAt }) });
  return byContact;
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
