/** What becomes of jobs that did not come to their end: given back, or given up. */

import { and, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import { type JobRun, type JobStore, MAX_ATTEMPTS } from '../../src/domain/job.ts';
import type { Connection, StoreParts } from '../database.ts';
import { jobColumns } from './job-columns.ts';

/** As though it had not been begun. */
export async function releaseJob(
  { database, tenant }: StoreParts,
  connection: Connection,
  jobId: string,
  owner: string,
): Promise<boolean> {
  const { jobs } = database.tables;
  const before = { state: 'waiting' as const, owner: null, leaseUntil: null, startedAt: null };
  const released = await connection
    .update(jobs)
    .set({ ...before, attempts: sql`${jobs.attempts} - 1` })
    .where(and(eq(jobs.tenant, tenant), eq(jobs.id, jobId), eq(jobs.owner, owner), eq(jobs.state, 'running')))
    .returning({ id: jobs.id });
  return released.length > 0;
}

/** Those that were cut off as often as they may be. */
export async function giveUpJobs(
  parts: StoreParts,
  connection: Connection,
  { now, names, error }: Parameters<JobStore['giveUp']>[0],
): Promise<readonly JobRun[]> {
  const { jobs } = parts.database.tables;
  return connection
    .update(jobs)
    .set({ state: 'failed', finishedAt: now, error, owner: null, leaseUntil: null })
    .where(
      and(
        eq(jobs.tenant, parts.tenant),
        eq(jobs.state, 'running'),
        lte(jobs.leaseUntil, now),
        gte(jobs.attempts, MAX_ATTEMPTS),
        inArray(jobs.name, [...names]),
      ),
    )
    .returning(jobColumns(parts));
}
