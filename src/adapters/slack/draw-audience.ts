/** Draws an audience: what was understood, how many it is, who is left out and why, and a few of it, masked. */

import type { Button, KnownBlock } from '@slack/types';
import { type AudienceCounts, describeCounts } from '../../domain/strategy.ts';
import { type Card, context, fields, header, section, toCard } from './card.ts';
import { count, day, escapeText, oneLine, percent, plural } from './mrkdwn.ts';

export const AUDIENCE_BUTTONS = { export: 'audience_export', draft: 'audience_draft' } as const;

/** Slack's limit on what a button carries. */
const BUTTON_VALUE_LIMIT = 2000;
const OVERLAPS = 8;

/** What was understood of somebody's words, drawn the same wherever words are understood. */
export interface UnderstoodView {
  readonly assumptions: readonly string[];
  readonly notUnderstood: readonly string[];
}

export interface AudienceView extends UnderstoodView {
  /** The rule in words that mean the same when typed again. */
  readonly rule: string;
  readonly size: number;
  readonly counts: AudienceCounts;
  readonly resting: number;
  readonly leftAlone: number;
  /** What was found of whom e-mails put off, in words; null where none of them is meant. */
  readonly whyLeftAlone: string | null;
  readonly restDays: number;
  readonly overlap: readonly { readonly number: number; readonly title: string; readonly contacts: number }[];
  readonly sample: readonly { readonly address: string; readonly conversionProbability: number | null }[];
  /** Set when the data end before today, and periods are counted back from there. */
  readonly asOf: number | null;
}

export function drawAudience(view: AudienceView): Card {
  const { size, counts } = view;
  return toCard(`Audience: ${plural(size, 'contact')}, ${describeCounts(counts)}`, [
    header(`Audience: ${plural(size, 'contact')}`),
    section(`*Who is meant:* ${escapeText(view.rule)}`),
    ...drawUnderstood(view),
    fields([
      ['Can be mailed', `${count(counts.mailable)} of ${count(size)}`],
      ['Left out', sayExcluded(view)],
    ]),
    ...(view.whyLeftAlone === null ? [] : [context(`Better left alone: ${escapeText(view.whyLeftAlone)}`)]),
    section(`*Also in other campaigns*\n${sayOverlap(view)}`),
    section(`*A few of them, by chance* (masked)\n${saySample(view)}`),
    ...(view.asOf === null
      ? []
      : [
          context(
            `The shop's events end on ${day(view.asOf)}, so “the last 30 days” are counted back from there.`,
          ),
        ]),
    ...drawButtons(view),
  ]);
}

/** What was taken for granted, and what was not understood; nothing when all was plain. */
export function drawUnderstood({ assumptions, notUnderstood }: UnderstoodView): KnownBlock[] {
  const list = (lines: readonly string[]) => lines.map((line) => `• ${escapeText(line)}`).join('\n');
  return [
    ...(assumptions.length === 0 ? [] : [context(`*Taken for granted*\n${list(assumptions)}`)]),
    ...(notUnderstood.length === 0
      ? []
      : [section(`:warning: *Not understood, and left out*\n${list(notUnderstood)}`)]),
  ];
}

function sayExcluded({ counts, resting, restDays, leftAlone }: AudienceView): string {
  const reasons = Object.entries(counts.unmailable).filter(([, number]) => number > 0);
  const lines = reasons.map(([reason, number]) => `${count(number)} ${reason}`);
  if (resting > 0) lines.push(`${count(resting)} rest: an e-mail within ${restDays} days, or one on its way`);
  if (leftAlone > 0) lines.push(`${count(leftAlone)} likely to buy less if e-mailed, so better left alone`);
  return lines.join('\n') || 'nobody';
}

function sayOverlap({ overlap }: AudienceView): string {
  const lines = overlap
    .slice(0, OVERLAPS)
    .map(({ number, title, contacts }) => `• ${count(contacts)} in campaign ${number}: ${oneLine(title)}`);
  if (overlap.length > OVERLAPS) lines.push(`• and in ${overlap.length - OVERLAPS} more`);
  return lines.join('\n') || 'Nobody is in a campaign that is proposed or running.';
}

function saySample({ sample }: AudienceView): string {
  const lines = sample.map(({ address, conversionProbability }) => {
    const probability = conversionProbability === null ? 'not scored yet' : percent(conversionProbability);
    return `• ${oneLine(address)}: ${probability}`;
  });
  return lines.join('\n') || 'Nobody.';
}

function drawButtons({ rule, size, counts, resting, leftAlone, notUnderstood }: AudienceView): KnownBlock[] {
  if (notUnderstood.length > 0)
    return [context('Nothing is drafted or exported from words that were understood in part: say it anew.')];
  if (rule.length > BUTTON_VALUE_LIMIT)
    return [context('This rule is too long for a button: say it shorter to draft a campaign from it.')];
  const button = (text: string, id: string): Button => ({
    type: 'button',
    text: { type: 'plain_text', text },
    action_id: id,
    value: rule,
  });
  const elements = [
    ...(counts.mailable - resting - leftAlone > 0
      ? [button('Draft a campaign', AUDIENCE_BUTTONS.draft)]
      : []),
    ...(size > 0 ? [button('Export', AUDIENCE_BUTTONS.export)] : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}
