/** Asks for a job now, as the clock would, and waits until it has ended. */

import type { Dispatcher, DispatcherOptions } from '../../jobs/dispatch-jobs.ts';
import type { App } from '../../src/app.ts';
import type { JobRun } from '../../src/domain/job.ts';
import { describeProgress } from './describe-progress.ts';
import type { Status } from './keep-status.ts';

/** Jobs among which the one that was asked for is found again. */
const RECENT = 100;
/** A job that another process runs tells us nothing of its end. */
const LOOK_AGAIN_MS = 2_000;

export interface JobWatch {
  /** For the dispatcher. */
  readonly watching: DispatcherOptions;
  /** Resolves when the next job ends, or after a while. Rejects when `signal` fires. */
  nextEnd(signal: AbortSignal): Promise<void>;
}

/** `onIdle` is called after each job, with its name and whether it went well. */
export function watchJobs(status: Status, onEnd: (job: string, ok: boolean) => void): JobWatch {
  const waiting = new Set<() => void>();
  return {
    watching: {
      onProgress: (progress) => status.set(describeProgress(progress)),
      onEnd(job, ok) {
        onEnd(job, ok);
        for (const wake of waiting) wake();
      },
    },
    nextEnd: (signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const settle = (act: () => void) => () => {
          clearTimeout(timer);
          waiting.delete(wake);
          signal.removeEventListener('abort', stop);
          act();
        };
        const wake = settle(resolve);
        const stop = settle(() => reject(signal.reason));
        const timer = setTimeout(wake, LOOK_AGAIN_MS);
        waiting.add(wake);
        signal.addEventListener('abort', stop);
      }),
  };
}

export interface JobRequest {
  readonly name: string;
  /** A key that was asked for before gives that run again. */
  readonly fireKey: string;
}

export interface JobParts {
  readonly app: Pick<App, 'stores' | 'clock'>;
  readonly dispatcher: Dispatcher;
  readonly watch: Pick<JobWatch, 'nextEnd'>;
  readonly signal: AbortSignal;
}

/** Gives the run as it ended, well or not. Rejects when the signal fires. */
export async function runJob(
  { app, dispatcher, watch, signal }: JobParts,
  { name, fireKey }: JobRequest,
): Promise<JobRun> {
  await app.stores.jobs.insert({ name, fireKey, dueAt: app.clock.now() });
  for (;;) {
    dispatcher.nudge();
    const run = (await app.stores.jobs.recent(RECENT)).find((one) => one.fireKey === fireKey);
    if (run?.state === 'done' || run?.state === 'failed') return run;
    await watch.nextEnd(signal);
  }
}
