/** Draws how a person brings back from `/model` who served before, other than the champion: button, form, and what the channel is told. */

import type { KnownBlock, ModalView } from '@slack/types';
import { FLYWHEEL_ACTOR } from '../../domain/campaign.ts';
import type { NewTrailDecision, Numbered } from '../../domain/decision-trail.ts';
import { type Card, context, cut, section, toCard } from './card.ts';
import { nameOf, WHY } from './draw-champion.ts';
import { INPUT } from './draw-modals.ts';
import { day, escapeText, moment, withoutStop } from './mrkdwn.ts';

interface TrailWords {
  /** Ids of the button and of the form. */
  readonly button: string;
  readonly form: string;
  /** Who comes back: what they did that day. */
  readonly who: string;
  /** The same below the figures, which say what. */
  readonly these: string;
  /** How long they serve. */
  readonly stays: string;
  readonly asks: string;
  readonly untilWhen: string;
  readonly seeAlso: string;
}

export const TRAILS = {
  heads: {
    button: 'heads_roll_back',
    form: 'heads_trail',
    who: 'who foretold leaving, value and the next order',
    these: 'who foretold these',
    stays: 'They serve until a test begins after that.',
    asks: 'Leaving, value and the next order are to be foretold again as decided on',
    untilWhen: 'No night takes this back before a test begins after it, a whole horizon later.',
    seeAlso: '`/model` shows how good each was in its test.',
  },
  'next products': {
    button: 'next_products_roll_back',
    form: 'next_products_trail',
    who: 'who recommended next products',
    these: 'who recommended next products',
    stays: 'They go on as they were for a week, and until another is better.',
    asks: 'Next products are to be recommended again as decided on',
    untilWhen: 'No night takes this back before a week of what contacts did after it is known.',
    seeAlso: '`/model` shows who recommends next products now.',
  },
} as const satisfies Readonly<Record<string, TrailWords>>;

export type TrailName = keyof typeof TRAILS;

type Decision = Numbered<NewTrailDecision>;

export interface TrailView {
  /** The newest decision, or null before the first. */
  readonly last: Decision | null;
  /** What would serve again, or null. */
  readonly previous: Decision | null;
}

/** What a person decided since the figures were told, if one did, and the button for whoever may. */
export function drawDecisionTrail(name: TrailName, { last, previous }: TrailView): KnownBlock[] {
  const { button, these, stays } = TRAILS[name];
  const blocks: KnownBlock[] = [];
  if (last !== null && last.actor !== FLYWHEEL_ACTOR)
    blocks.push(
      context(
        `${moment(last.at)} ${nameOf(last.actor)} brought back ${these} before: ${withoutStop(wholeReason(last))}. ${stays}`,
      ),
    );
  if (previous === null || last === null) return blocks;
  const element = {
    type: 'button',
    action_id: button,
    text: { type: 'plain_text', text: `Bring back ${these} on ${day(previous.at)}` },
    value: JSON.stringify({ seen: last.number }),
  } as const;
  return [...blocks, { type: 'actions', elements: [element] }];
}

const REASON_LIMIT = 500;

/** It is said nowhere else. */
function wholeReason({ reason }: Decision): string {
  return escapeText(cut(reason.replaceAll(/\s+/g, ' ').trim(), REASON_LIMIT));
}

/** Asks why: the reason is kept for good. */
export function drawTrailForm(
  name: TrailName,
  { number, previous }: { readonly number: number; readonly previous: Decision },
  channel: string,
): ModalView {
  const { form, asks, untilWhen } = TRAILS[name];
  return {
    type: 'modal',
    callback_id: form,
    private_metadata: JSON.stringify({ seen: number, channel }),
    title: { type: 'plain_text', text: 'Bring back' },
    submit: { type: 'plain_text', text: 'Bring back' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      section(`${asks} ${day(previous.at)}.\n${escapeText(cut(previous.reason, 1500))}`),
      context(`All contacts are scored again at once. ${untilWhen}`),
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
export function drawBroughtBack(
  name: TrailName,
  {
    previous,
    actor,
    reason,
  }: {
    readonly previous: Pick<Decision, 'at'>;
    readonly actor: string;
    readonly reason: string;
  },
): Card {
  const { who, seeAlso } = TRAILS[name];
  const said = `${nameOf(actor)} brought back ${who} on ${day(previous.at)}`;
  return toCard(said, [
    section(`${said}: “${escapeText(reason)}”`),
    context(`Contacts are being scored again. ${seeAlso}`),
  ]);
}
