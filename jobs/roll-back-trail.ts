/** Who foretells heads or recommends next products, changed by whoever runs Flywheel: those who did before come back. */

import type { TenantApp as App } from '../src/app.ts';
import { OPERATOR_ACTOR } from '../src/domain/model-decision.ts';
import type { Notice } from '../src/domain/notifier.ts';
import { WHY } from './change-champion.ts';
import type { Job, JobContext, JobResult } from './job.ts';
import { scoreAfterNight } from './score.ts';

export const rollBackHeads: Job = {
  name: 'roll-back-heads',
  summary: 'have leaving, value and the next order foretold as before, and score all contacts so',
  schedule: null,
  options: [WHY],
  async run(app, context) {
    const by = whoAndWhy(context);
    const previous = await app.headsTrail.rollBack(by);
    return tellAndScore(app, context, { kind: 'heads rolled back', previous, ...by });
  },
};

export const rollBackNextProducts: Job = {
  name: 'roll-back-next-products',
  summary: 'have next products recommended as before, and score all contacts so',
  schedule: null,
  options: [WHY],
  async run(app, context) {
    const by = whoAndWhy(context);
    const previous = await app.recommenderTrail.rollBack(by);
    return tellAndScore(app, context, { kind: 'next products rolled back', previous, ...by });
  },
};

function whoAndWhy(context: JobContext) {
  return { actor: OPERATOR_ACTOR, reason: context.options?.['why'] ?? 'decided at the command line' };
}

async function tellAndScore(
  app: App,
  context: JobContext,
  notice: Extract<Notice, { kind: 'heads rolled back' | 'next products rolled back' }>,
): Promise<JobResult> {
  const { previous } = notice;
  context.say(`who was chosen on ${new Date(previous.at).toISOString().slice(0, 10)} serves again`);
  try {
    await app.notifier?.tell(notice);
  } catch (err) {
    app.log.error({ err }, 'who serves again could not be kept for Slack; it stands without');
  }
  return { backTo: previous.number, serves: previous.serves, ...(await scoreAfterNight(app, context)) };
}
