/** What a job is: a name, when it is due, and what it does in a process of its own. */

import type { TenantApp as App } from '../src/app.ts';

/** Counts that a job reports; they are kept with its run and printed as its last line. */
export type JobResult = Readonly<Record<string, unknown>>;

/** When the clock asks for a job, in the server's time zone. */
export type Schedule = { readonly every: 'minute' } | { readonly every: 'day'; readonly hour: number };

export interface Job {
  readonly name: string;
  readonly summary: string;
  /** Null: only by hand. */
  readonly schedule: Schedule | null;
  /** Done once for all workspaces together, rather than for each. */
  readonly isOfAll?: true;
  /** What a person may say when starting it by hand. */
  readonly options?: readonly JobOption[];
  /** False when there is nothing to do, so that the clock does not ask for it. */
  isNeeded?(app: App): Promise<boolean>;
  run(app: App, context: JobContext): Promise<JobResult>;
}

export interface JobOption {
  /** As commander writes them: `--to <folder>`. */
  readonly flags: string;
  readonly description: string;
}

export interface JobContext {
  /** What was said of the job's options, by name in camel case; nothing when the clock asked. */
  readonly options?: Readonly<Record<string, string | undefined>>;
  /** Says what is going on, for a person who waits. */
  readonly say: (text: string) => void;
  /** Fires when the process is asked to end, or has lost its lease: stop soon, leave the rest for next time. */
  readonly signal: AbortSignal;
}
