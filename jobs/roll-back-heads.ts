/** Who foretells leaving, value and the next order, changed by whoever runs Flywheel: those who did before come back. */

import { OPERATOR_ACTOR } from '../src/domain/model-decision.ts';
import { WHY } from './change-champion.ts';
import type { Job } from './job.ts';
import { scoreAfterNight } from './score.ts';

export const rollBackHeads: Job = {
  name: 'roll-back-heads',
  summary: 'have leaving, value and the next order foretold as before, and score all contacts so',
  schedule: null,
  options: [WHY],
  async run(app, context) {
    const reason = context.options?.['why'] ?? 'decided at the command line';
    const previous = await app.headsTrail.rollBack({ actor: OPERATOR_ACTOR, reason });
    context.say(`who was chosen on ${new Date(previous.at).toISOString().slice(0, 10)} serves again`);
    const notice = { kind: 'heads rolled back', previous, actor: OPERATOR_ACTOR, reason } as const;
    try {
      await app.notifier?.tell(notice);
    } catch (err) {
      app.log.error({ err }, 'who foretells again could not be kept for Slack; it stands without');
    }
    return { backTo: previous.number, serves: previous.serves, ...(await scoreAfterNight(app, context)) };
  },
};
