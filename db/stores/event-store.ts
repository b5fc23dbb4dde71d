/** Keeps what customers did; the one place where events, contacts, products and coupons change together. */

import { and, asc, eq, gt, gte, lt, lte, max, notInArray, sql } from 'drizzle-orm';
import {
  type ContactHistory,
  EMAIL_EVENT_NAMES,
  type EventStore,
  type HistoryEvent,
} from '../../src/domain/event.ts';
import type { Connection, StoreParts } from '../database.ts';
import { countCollected } from './count-collected.ts';
import { ingestGroup } from './ingest-group.ts';
import { measureArrivals } from './measure-arrivals.ts';

/** Contacts read at once while streaming histories. */
const CONTACTS_A_PAGE = 500;

export function createEventStore(parts: StoreParts): EventStore {
  const { database, cipher, tenant } = parts;
  const { events, deadLetters } = database.tables;
  return {
    ingest: (newEvents, newDeadLetters) =>
      database.write((connection) =>
        ingestGroup(parts, connection, { events: newEvents, deadLetters: newDeadLetters }),
      ),
    histories: (before) => streamHistories(parts, before),
    async history(contactId, limit) {
      const found = await database.read((connection) =>
        readEvents(parts, connection, { first: contactId, last: contactId, before: Number.MAX_SAFE_INTEGER }),
      );
      return { contactId, events: (found.get(contactId) ?? []).slice(-limit) };
    },
    async lastEventAt() {
      const [row] = await database.read((connection) =>
        connection
          .select({ at: max(events.at) })
          .from(events)
          .where(and(eq(events.tenant, tenant), notInArray(events.name, [...EMAIL_EVENT_NAMES]))),
      );
      return row?.at ?? null;
    },
    counts: (from, to) => database.read((connection) => countCollected(parts, connection, { from, to })),
    arrivals: (from, to) => database.read((connection) => measureArrivals(parts, connection, { from, to })),
    async deadLetters(limit) {
      const rows = await database.read((connection) =>
        connection
          .select()
          .from(deadLetters)
          .where(eq(deadLetters.tenant, tenant))
          .orderBy(sql`${deadLetters.receivedAt} desc`)
          .limit(limit),
      );
      return rows.map(({ id, receivedAt, field, reason, payload }) => ({
        id,
        receivedAt,
        field,
        reason,
        payload: JSON.parse(
          cipher.openForTenant(payload, { table: 'dead_letters', column: 'payload', row: id }),
        ),
      }));
    },
  };
}

async function* streamHistories(parts: StoreParts, before: number): AsyncIterable<ContactHistory> {
  const { contacts } = parts.database.tables;
  for (let after = ''; ; ) {
    const page = await parts.database.read((connection) =>
      connection
        .select({ id: contacts.id })
        .from(contacts)
        .where(and(eq(contacts.tenant, parts.tenant), gt(contacts.id, after)))
        .orderBy(asc(contacts.id))
        .limit(CONTACTS_A_PAGE),
    );
    const first = page[0];
    const last = page.at(-1);
    if (first === undefined || last === undefined) return;
    const found = await parts.database.read((connection) =>
      readEvents(parts, connection, { first: first.id, last: last.id, before }),
    );
    for (const { id } of page) yield { contactId: id, events: found.get(id) ?? [] };
    after = last.id;
  }
}

/** Events and their lines of the contacts from `first` to `last`, by contact, oldest first. */
async function readEvents(
  { database, tenant }: StoreParts,
  connection: Connection,
  span: { readonly first: string; readonly last: string; readonly before: number },
): Promise<Map<string, HistoryEvent[]>> {
  const { events } = database.tables;
  const within = and(
    eq(events.tenant, tenant),
    gte(events.contactId, span.first),
    lte(events.contactId, span.last),
    lt(events.at, span.before),
  );
  const rows = await connection
    .select({
      contactId: events.contactId,
      name: events.name,
      at: events.at,
      orderId: events.orderId,
      amountCents: events.amountCents,
      rating: events.rating,
      lines: events.lines,
    })
    .from(events)
    .where(within)
    .orderBy(asc(events.contactId), asc(events.at), asc(events.id));
  const byContact = new Map<string, HistoryEvent[]>();
  for (const { contactId, lines, ...event } of rows)
    append(byContact, contactId, { ...event, lines: lines ?? [] });
  return byContact;
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
