/** Bringing back from `/model` who foretold heads or recommended next products before: who may is asked at the click and again at the form. */

import type { App } from '@slack/bolt';
import { z } from 'zod';
import { drawTrailForm, TRAILS, type TrailName } from '../src/adapters/slack/draw-decision-trail.ts';
import { drawNotice } from '../src/adapters/slack/draw-notice.ts';
import { AppError } from '../src/errors.ts';
import { type ButtonCall, onButton } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { type DecisionCall, tellOnly } from './decide-from-call.ts';
import { demandApprover } from './demand-approver.ts';
import { onReason } from './on-reason.ts';

const REFUSALS: Readonly<Record<TrailName, string>> = {
  heads:
    'Only approvers change who foretells leaving, value and the next order, so nothing was changed. Ask one of them, or whoever set up Flywheel here to make you one.',
  'next products':
    'Only approvers change who recommends next products, so nothing was changed. Ask one of them, or whoever set up Flywheel here to make you one.',
};
const SAID: Readonly<Record<TrailName, string>> = { heads: 'foretold', 'next products': 'recommended' };
const CHANGED = 'Nothing was changed: others serve by now. `/model` shows which.';
const seenSchema = z.object({ seen: z.number() });

export function registerRollBacks(bolt: App, parts: CommandParts): void {
  for (const name of Object.keys(TRAILS) as TrailName[]) {
    const { button, form } = TRAILS[name];
    onButton(bolt, parts, { id: button, act: (call) => askWhy(parts, name, call) });
    onReason(bolt, parts, { id: form, act: (call, why) => rollBack(parts, name, { call, reason: why }) });
  }
}

async function askWhy(parts: CommandParts, name: TrailName, call: ButtonCall): Promise<void> {
  await demandApprover(parts, call.actor, REFUSALS[name]);
  const number = readSeen(call.text);
  const trail = name === 'heads' ? parts.headsTrail : parts.recommenderTrail;
  const [last] = await trail.recent(1);
  const previous = await trail.previous();
  if (last?.number !== number || previous === null) return tellOnly(call, CHANGED);
  const view = drawTrailForm(name, { number, previous }, call.channel);
  await call.client.views.open({ trigger_id: call.triggerId, view });
}

async function rollBack(
  parts: CommandParts,
  name: TrailName,
  { call, reason }: { readonly call: DecisionCall; readonly reason: string },
): Promise<void> {
  const { actor } = call;
  await demandApprover(parts, actor, REFUSALS[name]);
  const request = { seen: readSeen(call.text), actor, reason };
  const notice =
    name === 'heads'
      ? ({ kind: 'heads rolled back', previous: await parts.headsTrail.rollBack(request) } as const)
      : ({
          kind: 'next products rolled back',
          previous: await parts.recommenderTrail.rollBack(request),
        } as const);
  await parts.scoreNow();
  const { channel } = await parts.settings();
  await parts.saySoon({
    channel,
    content: { kind: 'message', ...drawNotice({ ...notice, actor, reason }) },
  });
  await tellOnly(
    call,
    `Done. All contacts are being scored again: \`/predict\` shows within some minutes what is ${SAID[name]} now.`,
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
