/** Draws how a person changes the champion: buttons below `/model`, the form that asks why, and what the channel is told. */

import type { Button, KnownBlock, ModalView } from '@slack/types';
import { type ModelAction, type ModelDecision, OPERATOR_ACTOR } from '../../domain/model-decision.ts';
import type { ModelRun } from '../../domain/model-run.ts';
import type { Notice } from '../../domain/notifier.ts';
import { type Card, context, cut, section, toCard } from './card.ts';
import { INPUT } from './draw-modals.ts';
import { day, escapeText, modelName, moment, oneLine, person } from './mrkdwn.ts';

/** Ids of the buttons, and of the form; buttons that promote have the run behind a colon. */
export const CHAMPION = {
  promote: 'model_promote',
  rollBack: 'model_roll_back',
  form: 'model_champion',
} as const;
/** The field of the form. */
export const WHY = 'why';
/** Slack's limit. */
const BUTTON_LIMIT = 75;
/** One of each kind, and there are few. */
const CHALLENGERS_SHOWN = 4;

export interface ChampionChoice {
  readonly champion: ModelRun;
  /** Of the last night. */
  readonly challengers: readonly ModelRun[];
  /** Who would come back. */
  readonly previous: ModelRun | null;
}

/** What a button and the form carry: whom to make champion, and who was when the person looked. */
export interface SeenChampion {
  readonly action: ModelAction;
  readonly runId: string;
  readonly seenRunId: string;
}

/** Who pressed it is asked when it is pressed: everybody sees them. */
export function drawChampionButtons({
  champion,
  challengers,
  previous,
}: ChampionChoice): readonly KnownBlock[] {
  const seenRunId = champion.id;
  const back = previous && {
    text: `Roll back to the ${modelName(previous.kind)} of ${day(previous.trainedAt)}`,
    id: CHAMPION.rollBack,
    seen: { action: 'roll back', runId: previous.id, seenRunId } as const,
  };
  const forward = challengers.slice(0, CHALLENGERS_SHOWN).map((run) => ({
    text: `Promote the ${modelName(run.kind)}`,
    id: `${CHAMPION.promote}:${run.id}`,
    seen: { action: 'promote', runId: run.id, seenRunId } as const,
  }));
  const all = [...forward, ...(back === null ? [] : [back])];
  return all.length === 0 ? [] : [{ type: 'actions', elements: all.map(drawButton) }];
}

function drawButton({
  text,
  id,
  seen,
}: {
  readonly text: string;
  readonly id: string;
  readonly seen: SeenChampion;
}): Button {
  return {
    type: 'button',
    action_id: id,
    text: { type: 'plain_text', text: cut(text, BUTTON_LIMIT) },
    value: JSON.stringify(seen),
  };
}

/** Says what it changes, and asks why: the reason is kept for good. */
export function drawChampionForm(
  seen: SeenChampion,
  {
    champion,
    target,
    channel,
  }: { readonly champion: ModelRun; readonly target: ModelRun; readonly channel: string },
): ModalView {
  const isBack = seen.action === 'roll back';
  return {
    type: 'modal',
    callback_id: CHAMPION.form,
    private_metadata: JSON.stringify({ ...seen, channel }),
    title: { type: 'plain_text', text: isBack ? 'Roll back' : 'Promote a model' },
    submit: { type: 'plain_text', text: isBack ? 'Roll back' : 'Promote' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      section(
        `The *${modelName(target.kind)}* of ${day(target.trainedAt)} is to take the place of the *${modelName(champion.kind)}* of ${day(champion.trainedAt)}.\n${escapeText(target.reason)}`,
      ),
      context(
        'All contacts are scored again at once. Campaigns that wait keep the audience they have. No night takes this back before a whole outcome window of orders has come in after it.',
      ),
      {
        type: 'input',
        block_id: WHY,
        label: { type: 'plain_text', text: 'Why? (the team reads it, and it is kept)' },
        element: { type: 'plain_text_input', action_id: INPUT, multiline: true, max_length: 500 },
      },
    ],
  };
}

/** For the channel. */
export function drawChampionChanged({
  action,
  champion,
  former,
  actor,
  reason,
}: Extract<Notice, { kind: 'champion changed' }>): Card {
  const did = action === 'roll back' ? 'rolled back to' : 'promoted';
  const inPlace =
    former === null ? '' : ` in place of the ${modelName(former.kind)} of ${day(former.trainedAt)}`;
  const said = `${nameOf(actor)} ${did} the ${modelName(champion.kind)} of ${day(champion.trainedAt)}${inPlace}`;
  return toCard(said, [
    section(`${said}: “${escapeText(reason)}”`),
    context('Contacts are being scored again by it. `/model` shows how good it is.'),
  ]);
}

/** The audit trail, newest first, with the kind of each run. */
export function drawDecisions(
  decisions: readonly (ModelDecision & { readonly modelKind: string })[],
): readonly KnownBlock[] {
  if (decisions.length === 0) return [];
  const lines = decisions.map(
    ({ at, action, actor, reason, modelKind }) =>
      `• ${moment(at)} ${nameOf(actor)} ${action === 'roll back' ? 'rolled back to' : 'promoted'} the ${modelName(modelKind)}: ${oneLine(reason)}`,
  );
  return [section(`*Who became champion*\n${lines.join('\n')}`)];
}

export function nameOf(actor: string): string {
  return actor === OPERATOR_ACTOR ? 'Whoever runs Flywheel' : person(actor);
}
