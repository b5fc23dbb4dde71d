/** Forgets calls that could not be understood, once nobody will mend their sender any more: they hold customers' data. */

import { and, eq, inArray, lt } from 'drizzle-orm';
import type { StoreParts } from '../database.ts';

/** A broken sender may leave a million of them, and events wait while they are deleted. */
const AT_ONCE = 1_000;

/** Gives how many were received before `before` and are gone. */
export async function purgeDeadLetters({ database, tenant }: StoreParts, before: number): Promise<number> {
  const { deadLetters } = database.tables;
  for (let removed = 0; ; ) {
    const gone = await database.write(async (connection) => {
      const old = await connection
        .select({ id: deadLetters.id })
        .from(deadLetters)
        .where(and(eq(deadLetters.tenant, tenant), lt(deadLetters.receivedAt, before)))
        .orderBy(deadLetters.receivedAt)
        .limit(AT_ONCE);
      const ids = old.map(({ id }) => id);
      await connection
        .delete(deadLetters)
        .where(and(eq(deadLetters.tenant, tenant), inArray(deadLetters.id, ids)));
      return ids.length;
    });
    removed += gone;
    if (gone < AT_ONCE) return removed;
  }
}
