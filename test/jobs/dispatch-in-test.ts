/** A worker in the process of a test, whose jobs are real processes. */

import { onTestFinished } from 'vitest';
import { type Dispatcher, type DispatcherOptions, startDispatcher } from '../../jobs/dispatch-jobs.ts';
import type { App } from '../../src/app.ts';

interface Dispatched {
  readonly dispatcher: Dispatcher;
  /** How the first job ended. */
  readonly first: Promise<{ readonly job: string; readonly ok: boolean }>;
}

export async function dispatch(app: App, options: DispatcherOptions = {}): Promise<Dispatched> {
  let end: (how: { job: string; ok: boolean }) => void = () => undefined;
  const first = new Promise<{ job: string; ok: boolean }>((resolve) => {
    end = resolve;
  });
  const dispatcher = startDispatcher(app, {
    ...options,
    onEnd(job, ok) {
      options.onEnd?.(job, ok);
      end({ job, ok });
    },
  });
  onTestFinished(() => dispatcher.stop());
  return { dispatcher, first };
}

export async function ask({ stores, clock }: App, name: string, key = 'test'): Promise<void> {
  await stores.jobs.insert({ name, fireKey: `${name}:${key}`, dueAt: clock.now() });
}
