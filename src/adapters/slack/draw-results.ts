/** Draws what came back of a campaign: its rates, its two wordings beside each other, and what it added. */

import type { KnownBlock } from '@slack/types';
import type { Campaign } from '../../domain/campaign.ts';
import type { MessageState } from '../../domain/message.ts';
import type { CampaignResults, Rate } from '../../domain/results.ts';
import { type Copy, WORDINGS, type Wording } from '../../domain/strategy.ts';
import { context, section } from './card.ts';
import { count, escapeText, money, oneLine, percent, range } from './mrkdwn.ts';

const MESSAGE_WORDS: Readonly<Record<MessageState, string>> = {
  queued: 'waiting',
  claimed: 'being written',
  sending: 'being sent',
  sent: 'sent',
  failed: 'failed',
  unknown: 'in doubt (the mail server broke off; they are not sent again)',
  suppressed: 'not sent (unsubscribed, bounced, or the campaign was stopped)',
};

/** Nothing before sending began. */
export function drawResults(
  { strategy, copy, copyB }: Campaign,
  results: CampaignResults | null,
): KnownBlock[] {
  if (results === null) return [];
  const { messages, wordings } = results;
  const states = Object.entries(messages)
    .filter(([, number]) => number > 0)
    .map(([state, number]) => `${count(number)} ${MESSAGE_WORDS[state as MessageState]}`);
  return [
    { type: 'divider' },
    section(`*What came back*\n${sayRates(results.rates)}`),
    ...(wordings === null || copyB === null ? [] : [drawWordings(wordings, { A: copy, B: copyB })]),
    section(`*What the e-mail added* (against those held out): ${escapeText(results.uplift)}`),
    context(
      `E-mails: ${states.join(', ') || 'none yet'} · orders within ${results.conversionWindowDays} days of an e-mail brought ${money(results.revenueCents, strategy.currency)}`,
    ),
  ];
}

function drawWordings(
  { rates, verdict }: NonNullable<CampaignResults['wordings']>,
  copies: Readonly<Record<Wording, Copy>>,
): KnownBlock {
  const of = (wording: Wording) =>
    `*${wording}:* ${oneLine(copies[wording].heading)}\n${sayRates(rates[wording])}`;
  return section(`*The two wordings*\n${WORDINGS.map(of).join('\n')}\n${escapeText(verdict)}`);
}

/** One line a rate, with what it is a share of. */
export function sayRates(rates: readonly Rate[]): string {
  const say = ({ name, numerator, denominator, of, low, high }: Rate) =>
    denominator === 0
      ? `• ${name}: no ${of} yet`
      : `• ${name}: *${percent(numerator / denominator)}* (${count(numerator)} of ${count(denominator)} ${of}, ${range(percent(low), percent(high))})`;
  return rates.map(say).join('\n');
}
