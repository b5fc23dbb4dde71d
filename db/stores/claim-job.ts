/** Hands a job to one worker: the oldest that is due, or a new one, and never two of one name at once. */

import { randomUUID } from 'node:crypto';
import { and, asc, eq, gt, inArray, lt, lte, notExists, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type JobRun, type JobState, type JobStore, MAX_ATTEMPTS } from '../../src/domain/job.ts';
import type { Connection, StoreParts } from '../database.ts';
import { jobColumns } from './job-columns.ts';

type Taking = Parameters<JobStore['claim']>[0];
type Starting = Parameters<JobStore['start']>[0];
type Choice = Pick<JobRun, 'id' | 'state' | 'attempts'>;

/**
 * Compare-and-set, and another look when somebody else was quicker. Not SKIP LOCKED: passing over a job that is just
 * being taken could take the next one of the same name beside it.
 */
export async function claimJob(
  parts: StoreParts,
  connection: Connection,
  claim: Taking,
): Promise<JobRun | null> {
  await lockJobs(parts, connection);
  for (;;) {
    const chosen = await chooseJob(parts, connection, claim);
    if (chosen === null) return null;
    const taken = await takeJob(parts, connection, { ...claim, ...chosen });
    if (taken !== null) return taken;
  }
}

/** Inserts a job that is running already, unless one of its name is. */
export async function startJob(
  parts: StoreParts,
  connection: Connection,
  { owner, now, leaseUntil, name, fireKey }: Starting,
): Promise<JobRun | null> {
  const { jobs } = parts.database.tables;
  await lockJobs(parts, connection);
  const [other] = await connection
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        eq(jobs.tenant, parts.tenant),
        eq(jobs.state, 'running'),
        eq(jobs.name, name),
        gt(jobs.leaseUntil, now),
      ),
    )
    .limit(1);
  if (other !== undefined) return null;
  const held = { owner, leaseUntil, state: 'running' as const, startedAt: now, attempts: 1 };
  const [started] = await connection
    .insert(jobs)
    .values({ tenant: parts.tenant, id: randomUUID(), name, fireKey, dueAt: now, ...held })
    .returning(jobColumns(parts));
  return started ?? null;
}

/** One taker at a time: a row that is just being added cannot be seen, nor locked, by another. */
function lockJobs({ database, tenant }: StoreParts, connection: Connection): Promise<void> {
  return database.fast.lockNames(connection, tenant, ['jobs']);
}

async function takeJob(
  parts: StoreParts,
  connection: Connection,
  { id, state, attempts, ...claim }: Taking & Choice,
): Promise<JobRun | null> {
  const { jobs } = parts.database.tables;
  const [taken] = await connection
    .update(jobs)
    .set({
      state: 'running',
      owner: claim.owner,
      leaseUntil: claim.leaseUntil,
      startedAt: claim.now,
      attempts: attempts + 1,
    })
    .where(
      and(eq(jobs.tenant, parts.tenant), eq(jobs.id, id), eq(jobs.state, state), eq(jobs.attempts, attempts)),
    )
    .returning(jobColumns(parts));
  return taken ?? null;
}

/** Two queries rather than one with OR, which would leave the index. */
async function chooseJob(
  parts: StoreParts,
  connection: Connection,
  { now, names }: Taking,
): Promise<Choice | null> {
  const { jobs } = parts.database.tables;
  const oldest = (state: JobState, isDue: SQL | undefined) =>
    connection
      .select({ id: jobs.id, state: jobs.state, dueAt: jobs.dueAt, attempts: jobs.attempts })
      .from(jobs)
      .where(
        and(
          eq(jobs.tenant, parts.tenant),
          eq(jobs.state, state),
          isDue,
          names === undefined ? undefined : inArray(jobs.name, [...names]),
          notExists(runningElsewhere(parts, connection, now)),
        ),
      )
      .orderBy(asc(jobs.dueAt), asc(jobs.id))
      .limit(1);
  const [waiting] = await oldest('waiting', lte(jobs.dueAt, now));
  const [expired] = await oldest('running', and(lte(jobs.leaseUntil, now), lt(jobs.attempts, MAX_ATTEMPTS)));
  if (waiting === undefined || expired === undefined) return waiting ?? expired ?? null;
  return waiting.dueAt < expired.dueAt ? waiting : expired;
}

function runningElsewhere({ database, tenant }: StoreParts, connection: Connection, now: number) {
  const { jobs } = database.tables;
  const others = alias(jobs, 'others');
  return connection
    .select({ id: others.id })
    .from(others)
    .where(
      and(
        eq(others.tenant, tenant),
        eq(others.state, 'running'),
        eq(others.name, jobs.name),
        gt(others.leaseUntil, now),
      ),
    );
}
