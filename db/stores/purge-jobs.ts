/** Forgets how jobs ended long ago: one that runs each minute would fill the table. */

import { and, eq, lt, max, or } from 'drizzle-orm';
import type { Connection, StoreParts } from '../database.ts';

/** A failed run goes like any other; a done one only once a later one of its name was done. */
export async function purgeJobs(
  parts: StoreParts,
  connection: Connection,
  before: (name: string) => number,
): Promise<number> {
  const { jobs } = parts.database.tables;
  let removed = 0;
  for (const [name, lastDone] of await readLastDones(parts, connection)) {
    const gone = await connection
      .delete(jobs)
      .where(
        and(
          eq(jobs.tenant, parts.tenant),
          eq(jobs.name, name),
          lt(jobs.finishedAt, before(name)),
          or(
            eq(jobs.state, 'failed'),
            lastDone === null ? undefined : and(eq(jobs.state, 'done'), lt(jobs.finishedAt, lastDone)),
          ),
        ),
      )
      .returning({ id: jobs.id });
    removed += gone.length;
  }
  return removed;
}

/** When a run of each name was last done; null for a name whose runs have all failed. */
async function readLastDones(
  { database, tenant }: StoreParts,
  connection: Connection,
): Promise<ReadonlyMap<string, number | null>> {
  const { jobs } = database.tables;
  const ends = await connection
    .select({ name: jobs.name, state: jobs.state, at: max(jobs.finishedAt) })
    .from(jobs)
    .where(eq(jobs.tenant, tenant))
    .groupBy(jobs.name, jobs.state);
  const lastDones = new Map<string, number | null>(ends.map(({ name }) => [name, null]));
  for (const { name, state, at } of ends) if (state === 'done') lastDones.set(name, at);
  return lastDones;
}
