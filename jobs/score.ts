/** Scores everybody by the present champion, without waiting for the night. */

import { setTimeout } from 'node:timers/promises';
import type { TenantApp as App } from '../src/app.ts';
import { MINUTE } from '../src/domain/clock.ts';
import { AppError } from '../src/errors.ts';
import type { Job, JobContext, JobResult } from './job.ts';

const LOOK_EVERY_MS = 2_000;
const PATIENCE_MS = 10 * MINUTE;
const RUNS_LOOKED_AT = 200;

export const score: Job = {
  name: 'score',
  summary: 'score all contacts by the present champion',
  schedule: null,
  run: (app, context) => scoreAfterNight(app, context),
};

/** A night that is under way may have asked the former champion already: it is let end first. */
export async function scoreAfterNight(app: App, { say, signal }: JobContext): Promise<JobResult> {
  for (let waited = 0; await isNight(app); waited += LOOK_EVERY_MS) {
    if (waited >= PATIENCE_MS)
      throw new AppError(
        'unavailable',
        'The night is still under way, so scores are not made again yet: run `npm run job -- score` when it has ended.',
      );
    if (waited === 0) say('waiting for the night to end');
    await setTimeout(LOOK_EVERY_MS, undefined, { signal });
  }
  await app.learningBackend();
  const { scored, kind } = await app.rescore((stage, detail) => {
    if (signal.aborted) throw new AppError('unavailable', 'Scoring was stopped before it was done.');
    say(`${stage}: ${detail}`);
  });
  return { scored, scoredBy: kind };
}

async function isNight({ stores }: App): Promise<boolean> {
  const runs = await stores.jobs.recent(RUNS_LOOKED_AT);
  return runs.some(({ name, state }) => name === 'nightly' && state === 'running');
}
