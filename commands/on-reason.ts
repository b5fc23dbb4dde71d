/** A form that asks why: what is decided is kept and told with it. */

import type { App } from '@slack/bolt';
import { WHY } from '../src/adapters/slack/draw-champion.ts';
import { INPUT } from '../src/adapters/slack/draw-modals.ts';
import { callOf, type Submission, tellInChannel } from './campaign-forms.ts';
import type { CommandParts } from './command-parts.ts';
import type { DecisionCall } from './decide-from-call.ts';

interface ReasonForm {
  readonly id: string;
  readonly act: (call: DecisionCall, why: string) => Promise<void>;
}

/** The form closes at once; what `act` refuses is told where it was opened. */
export function onReason(bolt: App, parts: CommandParts, { id, act }: ReasonForm): void {
  bolt.view(id, async (submission: Submission) => {
    await submission.ack();
    const call = callOf(parts, submission);
    const why = submission.view.state.values[WHY]?.[INPUT]?.value?.trim() ?? '';
    await tellInChannel(parts, call, () => act(call, why));
  });
}
