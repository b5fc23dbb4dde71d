/** Draws a requested campaign before it is proposed: what was understood of the brief, and what would come of it. */

import { z } from 'zod';
import type { Campaign } from '../../domain/campaign.ts';
import type { Estimate, StrategyKind } from '../../domain/strategy.ts';
import { AppError } from '../../errors.ts';
import { type Card, context, fields, header, section, toCard } from './card.ts';
import { drawUnderstood, type UnderstoodView } from './draw-audience.ts';
import { openButton } from './draw-lifecycle.ts';
import { escapeText, moment, money, oneLine, plural, range } from './mrkdwn.ts';

export const BRIEF_BUTTONS = { propose: 'brief_propose' } as const;

/** Slack's limit on what a button carries. */
const VALUE_LIMIT = 2_000;

/** What the button carries: the brief as it was typed, and when, as "before Friday" means another day a week later. */
export interface DraftedBrief {
  /** Of the campaign that comes of it, so that the button makes one however often it is pressed. */
  readonly id: string;
  readonly words: string;
  readonly at: number;
}

const draftedSchema = z.object({ id: z.uuid(), words: z.string(), at: z.number().int() });

/** Whether a button can carry it: each quote counts twice. */
export function fitsButton(drafted: DraftedBrief): boolean {
  return JSON.stringify(drafted).length <= VALUE_LIMIT;
}

/** Throws `invalid` on anything else, which Slack never sends. */
export function readBriefButton(value: string): DraftedBrief {
  try {
    return draftedSchema.parse(JSON.parse(value));
  } catch (cause) {
    throw new AppError(
      'invalid',
      'This button is of an older kind: write the brief anew with `/campaign new`.',
      {
        cause,
      },
    );
  }
}

export interface BriefView extends UnderstoodView, DraftedBrief {
  readonly goal: StrategyKind;
  readonly rule: string | null;
  readonly products: string | null;
  readonly offer: string | null;
  /** By when it must be approved and started. */
  readonly expiresAt: number;
  readonly hasDeadline: boolean;
  readonly audienceSize: number;
  readonly resting: number;
  readonly leftAlone: number;
  /** Of the audience, how many are shown what is popular. */
  readonly shownPopular: number;
  readonly expectedOrders: Estimate;
  readonly expectedRevenueCents: Estimate;
  readonly currency: string;
  readonly subject: string;
}

export function drawBrief(view: BriefView): Card {
  const { audienceSize, notUnderstood } = view;
  const canPropose = notUnderstood.length === 0 && audienceSize > 0;
  return toCard(`A draft: ${view.goal}, ${plural(audienceSize, 'contact')}`, [
    header('A draft from your brief'),
    section(`*Your words:* ${escapeText(view.words)}`),
    ...drawUnderstood(view),
    fields([
      ['Goal', view.goal],
      ['Who gets it', view.rule === null ? 'not understood' : escapeText(view.rule)],
      ['Offer', view.offer === null ? 'none' : escapeText(view.offer)],
      ['Send before', sayDeadline(view)],
      ['Shows', sayProducts(view)],
      ['Would be mailed', sayReach(view)],
      ['Expected orders', sayEstimate(view.expectedOrders, (value) => value.toFixed(1))],
      ['Expected revenue', sayEstimate(view.expectedRevenueCents, (cents) => money(cents, view.currency))],
    ]),
    context(`Subject: ${escapeText(view.subject)}. Every word can be changed on the campaign's card.`),
    ...(canPropose
      ? [
          {
            type: 'actions' as const,
            elements: [
              {
                type: 'button' as const,
                text: { type: 'plain_text' as const, text: 'Propose it' },
                style: 'primary' as const,
                action_id: BRIEF_BUTTONS.propose,
                value: JSON.stringify({ id: view.id, words: view.words, at: view.at } satisfies DraftedBrief),
              },
            ],
          },
          context('It then waits for approval by somebody else than you. Nothing is sent before.'),
        ]
      : [context(sayWhyNot(view))]),
  ]);
}

/** In place of a draft that was proposed: it has become a campaign, and its button is gone. */
export function drawProposed({ number }: Pick<Campaign, 'number'>): Card {
  const text = `This draft was proposed: it is campaign ${number}.`;
  return toCard(text, [
    section(`${text} Its card says where it stands.`),
    { type: 'actions', elements: [openButton(number, 'Open')] },
  ]);
}

function sayDeadline({ expiresAt, hasDeadline }: BriefView): string {
  return hasDeadline
    ? moment(expiresAt)
    : `no day was named: unsent it expires ${moment(expiresAt)}, as every proposal`;
}

function sayProducts({ products, shownPopular }: BriefView): string {
  if (products !== null) return oneLine(products);
  const rest =
    shownPopular === 0
      ? ''
      : `; what is popular in the shop to ${plural(shownPopular, 'contact')} for whom no likely next product is known`;
  return `what each contact is likely to want next${rest}`;
}

function sayReach({ audienceSize, resting, leftAlone }: BriefView): string {
  const alone =
    leftAlone === 0
      ? ''
      : `; ${plural(leftAlone, 'contact')} more ${leftAlone === 1 ? 'is' : 'are'} left out: likely to buy less if e-mailed (\`/audience better left alone\`)`;
  const rest = resting === 0 ? '' : `; ${plural(resting, 'contact')} more rest from an e-mail`;
  return `${plural(audienceSize, 'contact')}${rest}${alone}`;
}

function sayEstimate({ value, low, high }: Estimate, write: (value: number) => string): string {
  return `${write(value)} (${range(write(low), write(high))})`;
}

function sayWhyNot({ notUnderstood }: BriefView): string {
  return notUnderstood.length > 0
    ? 'It cannot be proposed from words that were understood in part. Say it anew, such as `/campaign new win back lapsed candle buyers, 10 % off, before Friday`.'
    : 'It cannot be proposed, as nobody could be mailed. `/audience` with the same words says who is left out, and why.';
}
