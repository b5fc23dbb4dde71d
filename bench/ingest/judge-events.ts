/** Compares what a database holds with what its senders were told. */

import { createHash } from 'node:crypto';
import { count } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';

export interface Verdict {
  readonly events: number;
  /** Acknowledged, and not there. */
  readonly lost: number;
  /** There, and never sent. */
  readonly strange: number;
  readonly contacts: number;
  /** Contacts whose counter differs from the number of their rows, and contacts that have rows and do not exist. */
  readonly miscounted: number;
}

/** That an event is there at most once is the primary key's doing: it is a hash of the messageId. */
export async function judgeEvents(database: Database, acknowledged: Iterable<string>): Promise<Verdict> {
  const { events, contacts } = database.tables;
  const [ids, rows, counters] = await database.read(async (connection) => [
    await connection.select({ id: events.id }).from(events),
    await connection.select({ id: events.contactId, rows: count() }).from(events).groupBy(events.contactId),
    await connection.select({ id: contacts.id, eventCount: contacts.eventCount }).from(contacts),
  ]);
  const stored = new Set(ids.map(({ id }) => id));
  const sent = new Set([...acknowledged].map(eventId));
  const rowsOf = new Map(rows.map((row) => [row.id, Number(row.rows)]));
  const wrong = counters.filter(({ id, eventCount }) => (rowsOf.get(id) ?? 0) !== eventCount);
  const known = new Set(counters.map(({ id }) => id));
  const strays = [...rowsOf.keys()].filter((id) => !known.has(id));
  return {
    events: ids.length,
    lost: [...sent].filter((id) => !stored.has(id)).length,
    strange: [...stored].filter((id) => !sent.has(id)).length,
    contacts: counters.length,
    miscounted: wrong.length + strays.length,
  };
}

function eventId(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 32);
}
