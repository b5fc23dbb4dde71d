/** Remembers Slack's requests for as long as they may come again. */

import { and, eq, lte } from 'drizzle-orm';
import { MINUTE } from '../../src/domain/clock.ts';
import type { SeenRequestStore } from '../../src/domain/seen-request.ts';
import type { StoreParts } from '../database.ts';

const FORGET_EVERY_MS = 10 * MINUTE;

export function createSeenRequestStore({ database, tenant }: StoreParts): SeenRequestStore {
  const { seenRequests } = database.tables;
  let forgottenAt = 0;
  return {
    meet: (id, { now, until }) =>
      database.write(async (connection) => {
        if (now - forgottenAt >= FORGET_EVERY_MS) {
          forgottenAt = now;
          await connection
            .delete(seenRequests)
            .where(and(eq(seenRequests.tenant, tenant), lte(seenRequests.until, now)));
        }
        const met = await connection
          .insert(seenRequests)
          .values({ tenant, id, until })
          .onConflictDoNothing()
          .returning({ id: seenRequests.id });
        return met.length > 0;
      }),
  };
}
