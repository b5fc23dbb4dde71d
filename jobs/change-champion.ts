/** Who serves, changed by whoever runs Flywheel: another model run is promoted, or the former champion comes back. */

import type { TenantApp as App } from '../src/app.ts';
import { type ModelAction, OPERATOR_ACTOR } from '../src/domain/model-decision.ts';
import { AppError } from '../src/errors.ts';
import type { Job, JobContext, JobResult } from './job.ts';
import { scoreAfterNight } from './score.ts';

export const WHY = {
  flags: '--why <words>',
  description: 'the reason, kept with the decision and told in Slack',
};

export const promote: Job = {
  name: 'promote',
  summary: 'make a model run champion, and score all contacts by it',
  schedule: null,
  options: [
    {
      flags: '--run <idOrKind>',
      description: 'a challenger by its kind, such as ensemble-network, or any run by its id',
    },
    WHY,
  ],
  async run(app, context) {
    const runId = context.options?.['run'];
    if (runId === undefined)
      throw new AppError(
        'invalid',
        'Say which model: npm run job -- promote --run ensemble-network, or another challenger that `/model` shows.',
      );
    return change(app, context, { action: 'promote', runId });
  },
};

export const rollBack: Job = {
  name: 'roll-back',
  summary: 'make the former champion serve again, and score all contacts by it',
  schedule: null,
  options: [WHY],
  run: (app, context) => change(app, context, { action: 'roll back', runId: null }),
};

async function change(
  app: App,
  context: JobContext,
  asked: { readonly action: ModelAction; readonly runId: string | null },
): Promise<JobResult> {
  const reason = context.options?.['why'] ?? 'decided at the command line';
  const done = await app.champions.change({ ...asked, actor: OPERATOR_ACTOR, reason });
  if (done.kind === 'already')
    throw new AppError('conflict', `${done.decision.actor} changed the champion at this moment: look again.`);
  const { champion, former } = done;
  context.say(`the ${champion.kind} of run ${champion.id} is champion`);
  try {
    await app.notifier?.tell({ ...done, kind: 'champion changed' });
  } catch (err) {
    app.log.error({ err }, 'the change of champion could not be kept for Slack; it stands without');
  }
  const counts = await scoreAfterNight(app, context);
  return { champion: champion.id, kind: champion.kind, former: former?.id ?? null, ...counts };
}
