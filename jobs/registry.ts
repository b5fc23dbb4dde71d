/** All jobs that the clock or an operator can start. */

import { backup } from './backup.ts';
import { promote, rollBack } from './change-champion.ts';
import { deliver } from './deliver.ts';
import { followUp } from './follow-up.ts';
import type { Job } from './job.ts';
import { nightly } from './nightly.ts';
import { rollBackHeads, rollBackNextProducts } from './roll-back-trail.ts';
import { score } from './score.ts';

export const jobs: readonly Job[] = [
  nightly,
  score,
  promote,
  rollBack,
  rollBackHeads,
  rollBackNextProducts,
  deliver,
  followUp,
  backup,
];

export function findJob(name: string): Job | null {
  return jobs.find((job) => job.name === name) ?? null;
}
