/** Draws how a person brings back who foretold leaving, value and the next order before: button, form, and what the channel is told. */

import type { KnownBlock, ModalView } from '@slack/types';
import { FLYWHEEL_ACTOR } from '../../domain/campaign.ts';
import type { HeadsDecision } from '../../domain/heads-decision.ts';
import type { Notice } from '../../domain/notifier.ts';
import { type Card, context, cut, section, toCard } from './card.ts';
import { nameOf, WHY } from './draw-champion.ts';
import { INPUT } from './draw-modals.ts';
import { day, escapeText, moment, oneLine } from './mrkdwn.ts';

/** Ids of the button and of the form. */
export const HEADS_TRAIL = { rollBack: 'heads_roll_back', form: 'heads_trail' } as const;
const REASON_LIMIT = 500;

export interface HeadsTrailView {
  /** The newest decision, or null before the first. */
  readonly last: HeadsDecision | null;
  /** What would serve again, or null. */
  readonly previous: HeadsDecision | null;
}

/** What a person decided since the figures were told, if one did, and the button for whoever may. */
export function drawHeadsTrail({ last, previous }: HeadsTrailView): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  if (last !== null && last.actor !== FLYWHEEL_ACTOR)
    blocks.push(
      context(
        `${moment(last.at)} ${nameOf(last.actor)} brought back who foretold these before: ${escapeText(oneLine(last.reason))}. They serve until a test begins after that.`,
      ),
    );
  if (previous === null || last === null) return blocks;
  const button = {
    type: 'button',
    action_id: HEADS_TRAIL.rollBack,
    text: { type: 'plain_text', text: `Bring back who foretold these on ${day(previous.at)}` },
    value: JSON.stringify({ seen: last.number }),
  } as const;
  return [...blocks, { type: 'actions', elements: [button] }];
}

/** Asks why: the reason is kept for good. */
export function drawHeadsForm(
  { number, previous }: { readonly number: number; readonly previous: HeadsDecision },
  channel: string,
): ModalView {
  return {
    type: 'modal',
    callback_id: HEADS_TRAIL.form,
    private_metadata: JSON.stringify({ seen: number, channel }),
    title: { type: 'plain_text', text: 'Bring back' },
    submit: { type: 'plain_text', text: 'Bring back' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      section(
        `Leaving, value and the next order are to be foretold again as decided on ${day(previous.at)}.\n${escapeText(cut(previous.reason, 1500))}`,
      ),
      context(
        'All contacts are scored again at once. No night takes this back before a test begins after it, a whole horizon later.',
      ),
      {
        type: 'input',
        block_id: WHY,
        label: { type: 'plain_text', text: 'Why? (the team reads it, and it is kept)' },
        element: {
          ...{ type: 'plain_text_input', action_id: INPUT, multiline: true },
          max_length: REASON_LIMIT,
        },
      },
    ],
  };
}

/** For the channel. */
export function drawHeadsBack({
  previous,
  actor,
  reason,
}: Extract<Notice, { kind: 'heads rolled back' }>): Card {
  const said = `${nameOf(actor)} brought back who foretold leaving, value and the next order on ${day(previous.at)}`;
  return toCard(said, [
    section(`${said}: “${escapeText(reason)}”`),
    context('Contacts are being scored again. `/model` shows how good each was in its test.'),
  ]);
}
