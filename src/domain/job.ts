/** Work that the clock or an operator asks for, done by a process of its own. */

export const JOB_STATES = ['waiting', 'running', 'done', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** How often a run is tried in all when its process or its worker dies; one that ends by itself is not repeated. */
export const MAX_ATTEMPTS = 3;

export interface JobRun {
  readonly id: string;
  readonly name: string;
  /** `name:fireTime`, or the name with a random part when a person started it: a fire runs once. */
  readonly fireKey: string;
  readonly state: JobState;
  readonly dueAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** Those that it was asked to break off are not counted. */
  readonly attempts: number;
  /** Counts that the job reported. */
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly error: string | null;
}

export interface JobStore {
  /** Adds a waiting job; false when its fire key exists already. */
  insert(job: { readonly name: string; readonly fireKey: string; readonly dueAt: number }): Promise<boolean>;
  /**
   * Takes the oldest due job under a lease: waiting, or running with an expired lease and an attempt left; never one whose name is running
   * elsewhere under a live lease. With names, only a job of one of them.
   */
  claim(claim: Lease & { readonly names?: readonly string[] }): Promise<JobRun | null>;
  /**
   * Adds a job that its owner holds from the first moment, so that no worker takes it in between. Null, and no row, while
   * one of the name is running under a live lease.
   */
  start(job: Lease & { readonly name: string; readonly fireKey: string }): Promise<JobRun | null>;
  /** Prolongs the lease; false when it was lost. */
  renew(jobId: string, owner: string, leaseUntil: number): Promise<boolean>;
  /** Gives back a job that was asked to break off, as though it had not been begun; false when it was lost. */
  release(jobId: string, owner: string): Promise<boolean>;
  /** Ends as failed, once, the jobs of these names whose lease expired in their last attempt. Gives them. */
  giveUp(cause: {
    readonly now: number;
    readonly names: readonly string[];
    readonly error: string;
  }): Promise<readonly JobRun[]>;
  /** Ends a job that `owner` still holds; false when it was lost. */
  finish(jobId: string, owner: string, end: JobEnd): Promise<boolean>;
  recent(limit: number): Promise<readonly JobRun[]>;
  /** The last run of the name that was done, or null. */
  lastDone(name: string): Promise<JobRun | null>;
  /** For each name the last run that was done and the last that failed, among those due at or after `dueSince`. */
  lastEnds(dueSince: number): Promise<readonly JobEnding[]>;
  /** How many runs of each name failed, ever. */
  failures(): Promise<Readonly<Record<string, number>>>;
  /**
   * Removes runs that ended before the time which `before` gives for their name; the last of each name that was done
   * stays. Gives how many were removed; can be repeated.
   */
  purge(before: (name: string) => number): Promise<number>;
  /** Writes a row and takes it back, in one durable transaction. Throws `unavailable` when the database cannot write. */
  tryWriting(): Promise<void>;
}

/** Who holds a job from when until when, unless it is renewed. */
export interface Lease {
  readonly owner: string;
  readonly now: number;
  readonly leaseUntil: number;
}

/** How and when a run ended. */
export interface JobEnding {
  readonly name: string;
  readonly state: JobEnd['state'];
  readonly startedAt: number;
  readonly finishedAt: number;
}

export interface JobEnd {
  readonly state: 'done' | 'failed';
  readonly at: number;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly error: string | null;
}
