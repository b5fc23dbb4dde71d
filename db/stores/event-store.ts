/** Keeps what customers did; the one place where events, contacts, products and coupons change together. */

import { and, eq, max, notInArray, sql } from 'drizzle-orm';
import { EMAIL_EVENT_NAMES, type EventStore } from '../../src/domain/event.ts';
import type { StoreParts } from '../database.ts';
import { countCollected } from './count-collected.ts';
import { ingestGroup } from './ingest-group.ts';
import { measureArrivals } from './measure-arrivals.ts';
import { purgeDeadLetters } from './purge-dead-letters.ts';
import { readHistory, streamHistories, streamHistoriesOf, streamHistoryMarks } from './read-histories.ts';

export function createEventStore(parts: StoreParts): EventStore {
  const { database, cipher, tenant } = parts;
  const { events, deadLetters } = database.tables;
  return {
    ingest: (newEvents, newDeadLetters) =>
      database.write((connection) =>
        ingestGroup(parts, connection, { events: newEvents, deadLetters: newDeadLetters }),
      ),
    histories: (before) => streamHistories(parts, before),
    historyMarks: () => streamHistoryMarks(parts),
    historiesOf: (contactIds) => streamHistoriesOf(parts, contactIds),
    async history(contactId, limit) {
      return { contactId, events: (await readHistory(parts, contactId)).slice(-limit) };
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
    purgeDeadLetters: (before) => purgeDeadLetters(parts, before),
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
