/** Changing the champion from `/model`: who may is asked at the click, and again when the form is handed in. */

import type { App } from '@slack/bolt';
import { z } from 'zod';
import { CHAMPION, drawChampionForm, nameOf } from '../src/adapters/slack/draw-champion.ts';
import { drawNotice } from '../src/adapters/slack/draw-notice.ts';
import { oneLine } from '../src/adapters/slack/mrkdwn.ts';
import { describeAgo } from '../src/approve/describe-ago.ts';
import { MODEL_ACTIONS, type ModelDecision } from '../src/domain/model-decision.ts';
import { AppError } from '../src/errors.ts';
import type { Change } from '../src/optimize/change-champion.ts';
import { type ButtonCall, onButton } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { type DecisionCall, tellOnly } from './decide-from-call.ts';
import { demandApprover } from './demand-approver.ts';
import { onReason } from './on-reason.ts';

const REFUSAL =
  'Only approvers change the champion, so nothing was changed. Ask one of them, or whoever set up Flywheel here to make you one.';
const seenSchema = z.object({ action: z.enum(MODEL_ACTIONS), runId: z.string(), seenRunId: z.string() });

export function registerChampionChange(bolt: App, parts: CommandParts): void {
  const act = (call: ButtonCall) => askWhy(parts, call);
  onButton(bolt, parts, { id: CHAMPION.rollBack, act });
  onButton(bolt, parts, { id: new RegExp(`^${CHAMPION.promote}:`), act });
  onReason(bolt, parts, { id: CHAMPION.form, act: (call, why) => change(parts, call, why) });
}

async function askWhy(parts: CommandParts, call: ButtonCall): Promise<void> {
  await demandApprover(parts, call.actor, REFUSAL);
  const seen = readSeen(call.text);
  const { modelRuns } = parts.stores;
  const [champion, target] = [await modelRuns.champion(), await modelRuns.get(seen.runId)];
  if (champion?.id !== seen.seenRunId || target === null) return tellFirst(parts, call);
  const view = drawChampionForm(seen, { champion, target, channel: call.channel });
  await call.client.views.open({ trigger_id: call.triggerId, view });
}

async function change(parts: CommandParts, call: DecisionCall, reason: string): Promise<void> {
  await demandApprover(parts, call.actor, REFUSAL);
  const seen = readSeen(call.text);
  const done = await parts.champions.change({ ...seen, actor: call.actor, reason });
  if (done.kind === 'already') return tellDecided(parts, call, done.decision);
  await parts.scoreNow();
  await tellTeam(parts, done);
  await tellOnly(
    call,
    'Done. All contacts are being scored again: `/predict` shows the new scores within some minutes, as `/model` does the new champion at once.',
  );
}

async function tellTeam(parts: CommandParts, done: Extract<Change, { kind: 'changed' }>): Promise<void> {
  const { channel } = await parts.settings();
  const content = { kind: 'message', ...drawNotice({ ...done, kind: 'champion changed' }) } as const;
  await parts.saySoon({ channel, content });
}

async function tellFirst(parts: CommandParts, call: DecisionCall): Promise<void> {
  const [decision] = await parts.stores.modelRuns.decisions(1);
  if (decision !== undefined) return tellDecided(parts, call, decision);
  await tellOnly(call, 'Nothing was changed: another model is champion by now. `/model` shows which.');
}

function tellDecided({ clock }: CommandParts, call: DecisionCall, decision: ModelDecision): Promise<void> {
  const { actor, action, at, reason } = decision;
  const did = action === 'roll back' ? 'rolled back' : 'promoted another model';
  return tellOnly(
    call,
    `Nothing was changed: ${nameOf(actor)} ${did} ${describeAgo(clock.now() - at)} (“${oneLine(reason)}”). \`/model\` shows who is champion now.`,
  );
}

/** Throws `invalid` on what another version drew. */
function readSeen(text: string) {
  try {
    return seenSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('invalid', 'This button is of an older kind: type `/model` again.', { cause });
  }
}
