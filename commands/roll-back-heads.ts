/** Bringing back from `/model` who foretold leaving, value and the next order before: who may is asked at the click and again at the form. */

import type { App } from '@slack/bolt';
import { z } from 'zod';
import { drawHeadsForm, HEADS_TRAIL } from '../src/adapters/slack/draw-heads-trail.ts';
import { drawNotice } from '../src/adapters/slack/draw-notice.ts';
import { AppError } from '../src/errors.ts';
import { type ButtonCall, onButton } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { type DecisionCall, tellOnly } from './decide-from-call.ts';
import { demandApprover } from './demand-approver.ts';
import { onReason } from './on-reason.ts';

const REFUSAL =
  'Only approvers change who foretells leaving, value and the next order, so nothing was changed. Ask one of them, or whoever set up Flywheel here to make you one.';
const CHANGED = 'Nothing was changed: others foretell these by now. `/model` shows which.';
const seenSchema = z.object({ seen: z.number() });

export function registerHeadsRollBack(bolt: App, parts: CommandParts): void {
  onButton(bolt, parts, { id: HEADS_TRAIL.rollBack, act: (call) => askWhy(parts, call) });
  onReason(bolt, parts, { id: HEADS_TRAIL.form, act: (call, why) => rollBack(parts, call, why) });
}

async function askWhy(parts: CommandParts, call: ButtonCall): Promise<void> {
  await demandApprover(parts, call.actor, REFUSAL);
  const number = readSeen(call.text);
  const [last] = await parts.headsTrail.recent(1);
  const previous = await parts.headsTrail.previous();
  if (last?.number !== number || previous === null) return tellOnly(call, CHANGED);
  const view = drawHeadsForm({ number, previous }, call.channel);
  await call.client.views.open({ trigger_id: call.triggerId, view });
}

async function rollBack(parts: CommandParts, call: DecisionCall, reason: string): Promise<void> {
  const { actor } = call;
  await demandApprover(parts, actor, REFUSAL);
  const previous = await parts.headsTrail.rollBack({ seen: readSeen(call.text), actor, reason });
  await parts.scoreNow();
  const { channel } = await parts.settings();
  const notice = { kind: 'heads rolled back', previous, actor, reason } as const;
  await parts.saySoon({ channel, content: { kind: 'message', ...drawNotice(notice) } });
  await tellOnly(
    call,
    'Done. All contacts are being scored again: `/predict` shows within some minutes what is foretold now.',
  );
}

/** Throws `invalid` on what another version drew. */
function readSeen(text: string): number {
  try {
    return seenSchema.parse(JSON.parse(text)).seen;
  } catch (cause) {
    throw new AppError('invalid', 'This button is of an older kind: type `/model` again.', { cause });
  }
}
