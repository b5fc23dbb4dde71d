/** Looks at what the server needs to take requests, and at what a person should know of besides. */

import type { Collector } from '../collect/accept-calls.ts';
import { type Clock, DAY } from '../domain/clock.ts';
import { DISK_RESERVE_BYTES, type DiskSpace } from '../domain/disk-space.ts';
import type { JobStore } from '../domain/job.ts';
import { AppError } from '../errors.ts';
import type { Readiness } from './health.ts';
import { type JobHealth, lastOf } from './read-jobs.ts';

export interface ReadinessParts {
  readonly jobs: Pick<JobStore, 'tryWriting'>;
  readonly collector: Pick<Collector, 'queue'>;
  readonly disk: DiskSpace;
  /** Whether the database is on that disk, so that nothing goes without it. */
  readonly needsDisk: boolean;
  readonly clock: Clock;
  readonly hasMailServer: boolean;
  /** Null where there are several: `/metrics` tells of each. */
  readonly workspace: WorkspaceReadiness | null;
}

interface WorkspaceReadiness {
  readonly readJobs: () => Promise<readonly JobHealth[]>;
  /** Null without Slack. */
  readonly isSlackConnected: () => boolean | null;
}

/** Anyone may ask; the database is asked once a second at most. */
const FRESH_MS = 1_000;
/** Whoever routes requests gives up sooner than a locked database does. */
const PATIENCE_MS = 5_000;
const NIGHT_OVERDUE_MS = 2 * DAY;
const MEGABYTE = 1024 * 1024;

/**
 * Not ready when the database cannot be written, its disk is nearly full or the queue is: another process may do better,
 * or waiting helps. Mail, Slack and the night are told in `checks` and change nothing: customers' events, links and
 * unsubscriptions have to be taken while a campaign waits for any of them.
 */
export function createReadinessCheck(parts: ReadinessParts): () => Promise<Readiness> {
  let looked: { readonly at: number; readonly readiness: Promise<Readiness> } | null = null;
  return () => {
    const now = performance.now();
    if (looked === null || now - looked.at >= FRESH_MS) looked = { at: now, readiness: look(parts) };
    return looked.readiness;
  };
}

async function look(parts: ReadinessParts): Promise<Readiness> {
  const [database, disk, ofWorkspace] = await Promise.all([
    checkDatabase(parts),
    checkDisk(parts),
    checkWorkspace(parts),
  ]);
  const queue = checkQueue(parts);
  const mail = parts.hasMailServer ? 'ok' : 'no mail server is set, so approved campaigns wait: set SMTP_URL';
  const checks = { database, disk, queue, mail, ...ofWorkspace };
  const needed = [database, queue, ...(parts.needsDisk ? [disk] : [])];
  return { ready: needed.every((words) => words === 'ok'), checks };
}

async function checkDatabase({ jobs }: ReadinessParts): Promise<string> {
  try {
    return await withPatience(jobs.tryWriting().then(() => 'ok'));
  } catch (fault) {
    return fault instanceof AppError ? fault.message : 'cannot be written: see the log';
  }
}

async function withPatience(answer: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, `did not answer within ${PATIENCE_MS / 1000} seconds`);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

async function checkDisk({ disk }: ReadinessParts): Promise<string> {
  const free = await disk.freeBytes();
  if (free >= DISK_RESERVE_BYTES) return 'ok';
  return `${Math.floor(free / MEGABYTE)} MB are free, ${DISK_RESERVE_BYTES / MEGABYTE} MB have to be: make room under DATA_DIR`;
}

function checkQueue({ collector }: ReadinessParts): string {
  const { calls, maxCalls, bytes, maxBytes } = collector.queue();
  if (calls < maxCalls && bytes < maxBytes) return 'ok';
  return `${calls} calls of ${Math.floor(bytes / MEGABYTE)} MB wait for the database, as much as may`;
}

async function checkWorkspace({ workspace, clock }: ReadinessParts): Promise<Readiness['checks']> {
  if (workspace === null) return {};
  const nightly = await withPatience(checkNight(workspace, clock));
  return { slack: checkSlack(workspace), nightly };
}

function checkSlack({ isSlackConnected }: WorkspaceReadiness): string {
  return isSlackConnected() === false ? 'not connected: nobody can decide on campaigns' : 'ok';
}

async function checkNight({ readJobs }: WorkspaceReadiness, clock: Clock): Promise<string> {
  const nightly = await readJobs().then(
    (jobs) => jobs.find(({ name }) => name === 'nightly'),
    () => undefined,
  );
  const last = nightly === undefined ? null : lastOf(nightly);
  // A new shop has had no night yet, and a database that cannot be read is told above.
  if (nightly === undefined || last === null) return 'ok';
  if (last.state === 'failed') return 'the last one failed: `npm run job -- nightly` runs it again';
  const days = (clock.now() - last.finishedAt) / DAY;
  return days * DAY <= NIGHT_OVERDUE_MS
    ? 'ok'
    : `the last one was ${Math.floor(days)} days ago: is the schedule running?`;
}
