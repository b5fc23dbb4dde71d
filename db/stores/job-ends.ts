/** How jobs ended, and whether anything can be written at all: what is asked every few seconds by whoever watches. */

import { randomUUID } from 'node:crypto';
import { and, count, desc, eq, gte, inArray, isNotNull, sql } from 'drizzle-orm';
import type { JobEnding } from '../../src/domain/job.ts';
import type { StoreParts } from '../database.ts';

/** The index by state and due time bounds it: a recent `dueSince` looks at little. */
export async function readLastEnds(
  { database, tenant }: StoreParts,
  dueSince: number,
): Promise<readonly JobEnding[]> {
  const { jobs } = database.tables;
  return database.read(async (connection) => {
    const ended = connection
      .select({
        name: jobs.name,
        state: jobs.state,
        startedAt: jobs.startedAt,
        finishedAt: jobs.finishedAt,
        rank: sql<number>`row_number() over (partition by ${jobs.name}, ${jobs.state}
          order by ${jobs.finishedAt} desc)`.as('rank'),
      })
      .from(jobs)
      .where(
        and(
          eq(jobs.tenant, tenant),
          inArray(jobs.state, ['done', 'failed']),
          gte(jobs.dueAt, dueSince),
          isNotNull(jobs.startedAt),
          isNotNull(jobs.finishedAt),
        ),
      )
      .as('ended');
    const rows = await connection
      .select({
        name: ended.name,
        state: ended.state,
        startedAt: ended.startedAt,
        finishedAt: ended.finishedAt,
      })
      .from(ended)
      .where(eq(ended.rank, 1))
      .orderBy(ended.name, desc(ended.finishedAt));
    return rows as JobEnding[];
  });
}

export async function countFailures({
  database,
  tenant,
}: StoreParts): Promise<Readonly<Record<string, number>>> {
  const { jobs } = database.tables;
  const rows = await database.read((connection) =>
    connection
      .select({ name: jobs.name, count: count() })
      .from(jobs)
      .where(and(eq(jobs.tenant, tenant), eq(jobs.state, 'failed')))
      .groupBy(jobs.name),
  );
  return Object.fromEntries(rows.map((row) => [row.name, Number(row.count)]));
}

/** An empty transaction would write nothing, and prove nothing. */
export async function tryWriting({ database, tenant }: StoreParts): Promise<void> {
  const { jobs } = database.tables;
  const id = `trial:${randomUUID()}`;
  await database.write(async (connection) => {
    await connection
      .insert(jobs)
      .values({ tenant, id, name: 'trial', fireKey: id, state: 'done', dueAt: 0, attempts: 0 });
    await connection.delete(jobs).where(and(eq(jobs.tenant, tenant), eq(jobs.id, id)));
  });
}
