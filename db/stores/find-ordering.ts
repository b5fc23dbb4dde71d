/** Finds whose orders may be new to a message: by the orders of late, since few of all who were ever mailed have one. */

import { and, asc, eq, gte, sql } from 'drizzle-orm';
import { HOUR } from '../../src/domain/clock.ts';
import { EVENT } from '../../src/domain/event.ts';
import type { StoreParts } from '../database.ts';
import { ROWS_A_PAGE, readPages } from './page-rows.ts';

/** Clocks of hosts differ, and what was received is committed a moment later. */
const MARGIN_MS = HOUR;

/**
 * Contacts by the page, some of them more than once. With an order within `windowMs` before `since` or later: a message
 * whose window was open then can have no others. Or with one that was received since, however old it is.
 */
export async function* findOrdering(
  parts: StoreParts,
  { since, windowMs }: { readonly since: number; readonly windowMs: number },
): AsyncGenerator<string[]> {
  const { events } = parts.database.tables;
  yield* pages(parts, events.at, since - windowMs - MARGIN_MS);
  yield* pages(parts, events.receivedAt, since - MARGIN_MS);
}

interface Place {
  readonly time: number;
  readonly id: string;
  readonly contactId: string;
}

/** Orders whose time is not before `from`, oldest first: that order has SQLite go by the index of the time. */
async function* pages(
  { database, tenant }: StoreParts,
  time: StoreParts['database']['tables']['events']['at' | 'receivedAt'],
  from: number,
): AsyncGenerator<string[]> {
  const { events } = database.tables;
  const read = (after: Place | null) =>
    database.read((connection) =>
      connection
        .select({ time, id: events.id, contactId: events.contactId })
        .from(events)
        .where(
          and(
            eq(events.tenant, tenant),
            eq(events.name, EVENT.orderCompleted),
            gte(time, after?.time ?? from),
            after === null ? undefined : sql`(${time}, ${events.id}) > (${after.time}, ${after.id})`,
          ),
        )
        .orderBy(asc(time), asc(events.id))
        .limit(ROWS_A_PAGE),
    );
  for await (const page of readPages<Place>(read)) yield [...new Set(page.map(({ contactId }) => contactId))];
}
