/** Keeps what the clock asked for, and hands each job to one worker at a time under a lease. */

import { randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import type { JobRun, JobStore } from '../../src/domain/job.ts';
import type { Connection, StoreParts } from '../database.ts';
import { claimJob, startJob } from './claim-job.ts';
import { giveUpJobs, releaseJob } from './cut-off-jobs.ts';
import { jobColumns } from './job-columns.ts';
import { countFailures, readLastEnds, tryWriting } from './job-ends.ts';
import { purgeJobs } from './purge-jobs.ts';

export function createJobStore(parts: StoreParts): JobStore {
  const { database, tenant } = parts;
  const { jobs } = database.tables;
  const heldBy = (jobId: string, owner: string) =>
    and(eq(jobs.tenant, tenant), eq(jobs.id, jobId), eq(jobs.owner, owner), eq(jobs.state, 'running'));

  return {
    async insert(job) {
      const row = { ...job, tenant, id: randomUUID(), state: 'waiting' as const, attempts: 0 };
      const added = await database.write((connection) =>
        connection.insert(jobs).values(row).onConflictDoNothing().returning({ id: jobs.id }),
      );
      return added.length > 0;
    },
    claim: (claim) => database.write((connection) => claimJob(parts, connection, claim)),
    start: (job) => database.write((connection) => startJob(parts, connection, job)),
    purge: (before) => database.write((connection) => purgeJobs(parts, connection, before)),
    async renew(jobId, owner, leaseUntil) {
      const kept = await database.write((connection) =>
        connection.update(jobs).set({ leaseUntil }).where(heldBy(jobId, owner)).returning({ id: jobs.id }),
      );
      return kept.length > 0;
    },
    release: (...held) => database.write((connection) => releaseJob(parts, connection, ...held)),
    giveUp: (cause) => database.write((connection) => giveUpJobs(parts, connection, cause)),
    async finish(jobId, owner, { state, at, result, error }) {
      const ended = await database.write((connection) =>
        connection
          .update(jobs)
          .set({ state, finishedAt: at, result, error, owner: null, leaseUntil: null })
          .where(heldBy(jobId, owner))
          .returning({ id: jobs.id }),
      );
      return ended.length > 0;
    },
    lastEnds: (dueSince) => readLastEnds(parts, dueSince),
    failures: () => countFailures(parts),
    tryWriting: () => tryWriting(parts),
    lastDone: (name) => database.read((connection) => readLastDone(parts, connection, name)),
    recent: (limit) =>
      database.read((connection) =>
        connection
          .select(jobColumns(parts))
          .from(jobs)
          .where(eq(jobs.tenant, tenant))
          .orderBy(desc(jobs.dueAt), desc(jobs.id))
          .limit(limit),
      ),
  };
}

async function readLastDone(parts: StoreParts, connection: Connection, name: string): Promise<JobRun | null> {
  const { jobs } = parts.database.tables;
  const [row] = await connection
    .select(jobColumns(parts))
    .from(jobs)
    .where(and(eq(jobs.tenant, parts.tenant), eq(jobs.name, name), eq(jobs.state, 'done')))
    .orderBy(desc(jobs.finishedAt), desc(jobs.id))
    .limit(1);
  return row ?? null;
}
