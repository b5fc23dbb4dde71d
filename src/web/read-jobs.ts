/** How each job ended last, whichever process ran it; asked often, so a second look reads only what is recent. */

import { type Clock, DAY } from '../domain/clock.ts';
import type { JobEnding, JobStore } from '../domain/job.ts';

/** The last run of one name that was done, and the last that failed. */
export interface JobHealth {
  readonly name: string;
  readonly done: JobEnding | null;
  readonly failed: JobEnding | null;
}

/** No run that is due ends later than this. */
const LONGEST_RUN_MS = 2 * DAY;

/** The first look reads all runs there ever were, each later one those due lately. */
export function createJobReader(
  jobs: Pick<JobStore, 'lastEnds'>,
  clock: Clock,
): () => Promise<readonly JobHealth[]> {
  const known = new Map<string, JobHealth>();
  let dueSince = 0;
  return async () => {
    const now = clock.now();
    for (const ending of await jobs.lastEnds(dueSince)) {
      const before = known.get(ending.name) ?? { name: ending.name, done: null, failed: null };
      if (ending.finishedAt >= (before[ending.state]?.finishedAt ?? 0))
        known.set(ending.name, { ...before, [ending.state]: ending });
    }
    dueSince = now - LONGEST_RUN_MS;
    return [...known.values()];
  };
}

/** The later of the two, which says how things stand. */
export function lastOf({ done, failed }: JobHealth): JobEnding | null {
  if (done === null || failed === null) return done ?? failed;
  return failed.finishedAt > done.finishedAt ? failed : done;
}
