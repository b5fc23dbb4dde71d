/** Runs one claimed job: keeps its lease, records how it ended, and tells Slack when it failed. */

import { randomUUID } from 'node:crypto';
import type { TenantApp as App } from '../src/app.ts';
import { HOUR, MINUTE } from '../src/domain/clock.ts';
import type { JobRun } from '../src/domain/job.ts';
import { AppError } from '../src/errors.ts';
import type { Job, JobContext, JobResult } from './job.ts';

/** A worker that says nothing for so long is taken for dead, and its job is given to another. */
export const LEASE_MS = 2 * MINUTE;
const RENEW_MS = 20_000;

export interface Claimed {
  readonly run: Pick<JobRun, 'id'>;
  readonly owner: string;
  /** What a person started and stopped is over; what the server started goes on with its next start. */
  readonly byHand: boolean;
}

/** What a finished job printed and kept. */
export interface JobReport {
  readonly job: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly [count: string]: unknown;
}

/** Starts a job now. Throws `conflict`, and leaves nothing behind, while one of the name is running elsewhere. */
export async function claimByHand(app: App, name: string): Promise<Claimed> {
  const now = app.clock.now();
  const fireKey = `${name}:by hand:${randomUUID()}`;
  const owner = `by hand:${process.pid}:${randomUUID()}`;
  const run = await app.stores.jobs.start({ name, fireKey, owner, now, leaseUntil: now + LEASE_MS });
  if (run === null)
    throw new AppError(
      'conflict',
      `${name} is running already, so it was not started again: the log shows when that one ends; try again then.`,
    );
  return { run, owner, byHand: true };
}

/** Never throws for what the job does: a failure is recorded, told, and reported with `ok: false`. */
export async function runClaimed(
  app: App,
  job: Job,
  claimed: Claimed & { readonly context: JobContext },
): Promise<JobReport> {
  const { run, owner, context } = claimed;
  const startedAt = performance.now();
  const lease = keepLease(app, claimed);
  const signal = AbortSignal.any([context.signal, lease.lost]);
  const outcome = await job.run(app, { ...context, signal }).then(
    (result) => ({ result, error: null }),
    (fault: unknown) => ({ result: {} as JobResult, error: fault }),
  );
  lease.end();
  const seconds = Math.round(performance.now() - startedAt) / 1000;
  if (lease.lost.aborted) return abandon(app, job.name, seconds);
  app.log.info({ job: job.name, ok: outcome.error === null, seconds }, 'a job ended');
  if (outcome.error === null) {
    await app.stores.jobs.finish(run.id, owner, {
      state: 'done',
      at: app.clock.now(),
      result: { seconds, ...outcome.result },
      error: null,
    });
    return { job: job.name, ok: true, seconds, ...outcome.result };
  }
  if (context.signal.aborted && !claimed.byHand) return release(app, job.name, { ...claimed, seconds });
  return fail(app, job.name, { ...claimed, seconds, fault: outcome.error });
}

interface Kept {
  /** Fires when the job is no longer this process's: another may be doing it. */
  readonly lost: AbortSignal;
  end(): void;
}

/** Renews the lease until `end`; a database that does not answer loses it only once it has run out. */
function keepLease({ stores, clock, log }: App, { run, owner }: Claimed): Kept {
  const lost = new AbortController();
  let heldUntil = clock.now() + LEASE_MS;
  const lose = () => lost.abort(new AppError('conflict', LOST));
  const renew = async (): Promise<void> => {
    const leaseUntil = clock.now() + LEASE_MS;
    try {
      if (await stores.jobs.renew(run.id, owner, leaseUntil)) heldUntil = leaseUntil;
      else lose();
    } catch (err) {
      log.error({ err }, 'a lease was not renewed');
      if (clock.now() >= heldUntil) lose();
    }
  };
  const renewing = setInterval(renew, RENEW_MS);
  return { lost: lost.signal, end: () => clearInterval(renewing) };
}

/** Records nothing and tells nobody: the row is another's now, and so is what becomes of it. */
function abandon(app: App, name: string, seconds: number): JobReport {
  app.log.warn({ job: name, ok: false, seconds }, 'a job lost its lease and was left to another worker');
  return { job: name, ok: false, seconds, error: LOST };
}

const LOST =
  'It was away for longer than its lease (the machine slept, or the database was out of reach), so another worker may have it: it stopped.';

/** Gives back a job that was stopped with the server, so that its next start takes it up again. */
async function release(
  app: App,
  name: string,
  { run, owner, seconds }: Claimed & { readonly seconds: number },
): Promise<JobReport> {
  await app.stores.jobs.release(run.id, owner);
  return { job: name, ok: false, seconds, error: 'Stopped with the server; it starts again with it.' };
}

async function fail(
  app: App,
  name: string,
  { run, owner, seconds, fault }: Claimed & { readonly seconds: number; readonly fault: unknown },
): Promise<JobReport> {
  const error = fault instanceof Error ? fault.message : String(fault);
  // What was not expected needs its stack in the log; a refusal says what to do by itself.
  if (!(fault instanceof AppError)) app.log.error({ err: fault, job: name }, 'a job failed unexpectedly');
  await app.stores.jobs.finish(run.id, owner, {
    state: 'failed',
    at: app.clock.now(),
    result: { seconds },
    error,
  });
  await tellFailure(app, { name, error, jobId: run.id });
  return { job: name, ok: false, seconds, error };
}

/** A job that fails again within so long of the same cause is not told again: an outage is told once, not each minute. */
const SAME_OUTAGE_MS = HOUR;
const RUNS_LOOKED_AT = 200;

interface Failure {
  readonly name: string;
  readonly error: string;
  readonly jobId: string;
}

/** Slack being away must not hide how the job ended. */
export async function tellFailure(app: App, failure: Failure): Promise<void> {
  const { name, error } = failure;
  if (app.notifier === null) return;
  const next = `Show this to whoever runs Flywheel: \`npm run job -- ${name}\` runs it again, and the log has the details. The same failure is not told again within the hour.`;
  try {
    if (await isKnown(app, failure)) return;
    await app.notifier.tell({ kind: 'job failed', name, error, next });
  } catch (err) {
    app.log.error({ err, job: name }, 'Slack could not be told of a failed job');
  }
}

/** Whether an earlier run failed the same way not long ago; counts in its words may differ. */
async function isKnown({ stores, clock }: App, { name, error, jobId }: Failure): Promise<boolean> {
  const since = clock.now() - SAME_OUTAGE_MS;
  const words = withoutNumbers(error);
  return (await stores.jobs.recent(RUNS_LOOKED_AT)).some(
    (run) =>
      run.id !== jobId &&
      run.name === name &&
      run.state === 'failed' &&
      (run.finishedAt ?? 0) > since &&
      withoutNumbers(run.error ?? '') === words,
  );
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/\d+/g, '#');
}
