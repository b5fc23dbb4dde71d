/** The worker: claims due jobs and runs each in a process of its own, so that nothing it does holds up the bot. */

import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { hostname } from 'node:os';
import type { TenantApp as App } from '../src/app.ts';
import { toEnvironment } from '../src/config.ts';
import { type JobRun, MAX_ATTEMPTS } from '../src/domain/job.ts';
import { entryBeside } from '../src/entry-beside.ts';
import { jobs } from './registry.ts';
import { LEASE_MS, tellFailure } from './run-job.ts';

/** Training and sending may go on side by side; more would only share the same two cores. */
const MAX_PROCESSES = 2;
const POLL_MS = 1_000;
/** What can be started here. */
const NAMES = jobs.map(({ name }) => name);
const CUT_OFF = `It was cut off in each of ${MAX_ATTEMPTS} attempts: its process was killed, or its machine went away. Most often memory has run out.`;
/** A job that was asked to stop and does not is killed: each can be repeated. */
const STOP_PATIENCE_MS = 20_000;

export interface Progress {
  readonly job: string;
  readonly text: string;
}

export interface Dispatcher {
  /** Looks for due jobs now rather than at the next poll. */
  nudge(): void;
  /** Waits until no job runs, then acts, and starts none meanwhile: leases are counted on the clock that is moved so. */
  whileIdle<T>(act: () => T): Promise<T>;
  /** Asks running jobs to stop, and waits for them. */
  stop(): Promise<void>;
}

export interface DispatcherOptions {
  /** What a running job says of itself. */
  readonly onProgress?: (progress: Progress) => void;
  /** Not called for what was cut off and is taken up again. */
  readonly onEnd?: (job: string, ok: boolean) => void;
  /** Shared by the dispatchers of one process, so that together they start no more than one would. */
  readonly slots?: Slots;
}

export interface Slots {
  taken: number;
}

export function startDispatcher(app: App, options: DispatcherOptions = {}): Dispatcher {
  const running = new Set<ChildProcess>();
  const settling = new Set<Promise<void>>();
  let looking: Promise<void> = Promise.resolve();
  const slots = options.slots ?? { taken: 0 };
  let stopped = false;

  const look = async () => {
    if (!stopped) for (const run of await giveUp(app)) keep(settling, tellGivenUp(app, run, options));
    while (!stopped && slots.taken < MAX_PROCESSES) {
      slots.taken += 1;
      const owner = `${hostname()}:${process.pid}:${randomUUID()}`;
      const run = await claimOrFree(app, owner, slots);
      if (run === null) return;
      const child = startProcess(app, run, owner, running);
      child.on('message', (message) => options.onProgress?.(message as Progress));
      onceGone(child, (code) => {
        running.delete(child);
        slots.taken -= 1;
        keep(settling, conclude(app, { run, owner, code, stopped }, options));
        nudge();
      });
    }
  };
  const nudge = () => {
    looking = looking.then(look).catch((err) => app.log.error({ err }, 'jobs could not be claimed'));
  };
  const polling = setInterval(nudge, POLL_MS);
  nudge();
  return {
    nudge,
    whileIdle(act) {
      const acting = looking.then(async () => {
        await quiet(running, settling);
        return act();
      });
      looking = acting.then(look, look).catch((err) => app.log.error({ err }, 'jobs could not be claimed'));
      return acting;
    },
    async stop() {
      stopped = true;
      clearInterval(polling);
      // Before what waits for idleness, and again for a job that was just being claimed.
      signalAll(running, 'SIGTERM');
      await looking;
      await endAll(running);
      await Promise.all(settling);
    },
  };
}

/** Keeps the work among those that are waited for. */
function keep(settling: Set<Promise<void>>, work: Promise<void>): void {
  const settled = work.finally(() => settling.delete(settled));
  settling.add(settled);
}

async function claimOrFree(app: App, owner: string, slots: Slots): Promise<JobRun | null> {
  const run = await claim(app, owner).catch((fault: unknown) => {
    slots.taken -= 1;
    throw fault;
  });
  if (run === null) slots.taken -= 1;
  return run;
}

/** Only what can be started here: `import` is by hand, and its row, if its process died, is nobody else's to take up. */
function claim(app: App, owner: string): Promise<JobRun | null> {
  const now = app.clock.now();
  return app.stores.jobs.claim({ owner, now, leaseUntil: now + LEASE_MS, names: NAMES });
}

/** What was cut off each time, the last time with its worker: nobody else is left to say so. */
function giveUp(app: App): Promise<readonly JobRun[]> {
  return app.stores.jobs.giveUp({ now: app.clock.now(), names: NAMES, error: CUT_OFF });
}

async function tellGivenUp(app: App, { name, id }: JobRun, { onEnd }: DispatcherOptions): Promise<void> {
  app.log.warn({ job: name, ok: false, error: CUT_OFF }, 'a job ended');
  await tellFailure(app, { name, error: CUT_OFF, jobId: id });
  onEnd?.(name, false);
}

function signalAll(children: Iterable<ChildProcess>, signal: NodeJS.Signals): void {
  for (const child of children) child.kill(signal);
}

/** Resolves when no job runs and the end of each is recorded. */
async function quiet(
  running: ReadonlySet<ChildProcess>,
  settling: ReadonlySet<Promise<void>>,
): Promise<void> {
  while (running.size > 0) await endOf(running);
  await Promise.all(settling);
}

async function endAll(children: ReadonlySet<ChildProcess>): Promise<void> {
  signalAll(children, 'SIGTERM');
  const impatient = setTimeout(() => signalAll(children, 'SIGKILL'), STOP_PATIENCE_MS);
  await endOf(children);
  clearTimeout(impatient);
}

async function endOf(children: Iterable<ChildProcess>): Promise<void> {
  await Promise.all([...children].map((child) => once(child, 'exit')));
}

function startProcess(app: App, run: JobRun, owner: string, running: Set<ChildProcess>): ChildProcess {
  const { file, execArgv } = entryBeside(import.meta.url, 'main');
  const child = fork(file, ['claimed', run.name, run.id, owner], {
    execArgv,
    env: {
      ...process.env,
      ...toEnvironment(app.config),
      FLYWHEEL_CLOCK_OFFSET_MS: String(app.clock.now() - Date.now()),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('error', (err) => app.log.error({ err, job: run.name }, 'a job could not be started'));
  running.add(child);
  return child;
}

/** Of a process that could not be started no exit is told. */
function onceGone(child: ChildProcess, act: (code: number | null) => void): void {
  child.once('exit', act);
  child.once('error', () => {
    if (child.pid === undefined) act(null);
  });
}

/** Never throws: whoever waits for the job is told in any case, unless it goes on. */
async function conclude(app: App, exit: Exit, { onEnd }: DispatcherOptions): Promise<void> {
  const { run, code } = exit;
  try {
    if (await takeUpAgain(app, exit)) return;
    await recordEnd(app, exit);
  } catch (err) {
    app.log.error({ err, job: run.name }, 'the end of a job was not recorded');
  }
  onEnd?.(run.name, code === 0);
}

interface Exit {
  readonly run: JobRun;
  readonly owner: string;
  /** Null when it did not end by itself. */
  readonly code: number | null;
  readonly stopped: boolean;
}

/**
 * A process that was killed by another than this worker (memory ran out, an operator, the system) did not fail: its
 * lease ends now, and whoever looks first does it. Gives whether that is so.
 */
async function takeUpAgain(app: App, { run, owner, code, stopped }: Exit): Promise<boolean> {
  if (code !== null || stopped || run.attempts >= MAX_ATTEMPTS) return false;
  const isFree = await app.stores.jobs.renew(run.id, owner, app.clock.now());
  if (isFree)
    app.log.warn({ job: run.name, attempts: run.attempts }, 'a job was cut off, and is taken up again');
  return isFree;
}

/**
 * A process that ended without a word leaves its job held: it is recorded and told here. One that was stopped with the
 * server did not fail: its job is free for the next start.
 */
async function recordEnd(app: App, { run, owner, code, stopped }: Exit): Promise<void> {
  if (code === 0) return;
  if (stopped) {
    await app.stores.jobs.release(run.id, owner);
    return;
  }
  const at = app.clock.now();
  const error = code === null ? CUT_OFF : `Its process ended with code ${code}.`;
  const wasHeld = await app.stores.jobs.finish(run.id, owner, { state: 'failed', at, result: null, error });
  if (!wasHeld) return;
  app.log.warn({ job: run.name, ok: false, error }, 'a job ended');
  await tellFailure(app, { name: run.name, error, jobId: run.id });
}
