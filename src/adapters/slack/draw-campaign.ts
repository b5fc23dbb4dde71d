/** Draws a campaign: what it is, why, what is expected, what came back, and what one can do about it. */

import type { Button, KnownBlock } from '@slack/types';
import type { Campaign, CampaignState } from '../../domain/campaign.ts';
import type { MessageCounts } from '../../domain/message.ts';
import type { OfferUsage } from '../../domain/offer.ts';
import { describeCounts, type Estimate } from '../../domain/strategy.ts';
import { type Card, context, cut, fields, header, section } from './card.ts';
import { count, day, escapeText, moment, money, percent, person, plural } from './mrkdwn.ts';

export const CAMPAIGN_BUTTONS = {
  approve: 'campaign_approve',
  requestChanges: 'campaign_request_changes',
  reject: 'campaign_reject',
  edit: 'campaign_edit',
  stop: 'campaign_stop',
  open: 'campaign_open',
} as const;

/** A share with what it is a share of. */
export interface Rate {
  readonly name: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly of: string;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** What came of a campaign so far. */
export interface CampaignResults {
  readonly messages: MessageCounts;
  readonly rates: readonly Rate[];
  readonly revenueCents: number;
  readonly conversionWindowDays: number;
  readonly uplift: string;
}

export interface CampaignView {
  readonly campaign: Campaign;
  readonly offer: (OfferUsage & { readonly name: string }) | null;
  /** One contact's e-mail as text, with the name masked; null when nothing can be rendered. */
  readonly sample: { readonly subject: string; readonly text: string } | null;
  readonly holdout: number;
  readonly results: CampaignResults | null;
  /** A word on top, such as who decided just now. */
  readonly notice?: string;
}

const STATE_WORDS: Readonly<Record<CampaignState, string>> = {
  draft: ':pencil2: Draft: waits for changes',
  proposed: ':hourglass_flowing_sand: Waits for approval',
  approved: ':white_check_mark: Approved: sending starts at once',
  sending: ':outbox_tray: Sending',
  sent: ':checkered_flag: Sent',
  rejected: ':no_entry_sign: Rejected',
  expired: ':zzz: Expired unsent',
  superseded: ':arrows_counterclockwise: Replaced by a newer proposal',
  stopped: ':octagonal_sign: Stopped',
};

export function drawCampaign(view: CampaignView): Card {
  const { campaign } = view;
  const { strategy } = campaign;
  const title = `Campaign ${campaign.number}: ${strategy.title}`;
  return {
    text: `${title}. ${STATE_WORDS[campaign.state].replace(/^:\w+: /, '')}. ${describeCounts(strategy.counts)}.`,
    blocks: [
      header(title),
      ...(view.notice === undefined ? [] : [section(view.notice)]),
      context(stateLine(campaign)),
      section(`*Why:* ${escapeText(strategy.reason)}`),
      figures(view),
      section(
        strategy.evidence
          .map(({ statement, source }) => `• ${escapeText(statement)} _(${escapeText(source)})_`)
          .join('\n') || '_No evidence was recorded._',
      ),
      context(`How this was estimated: ${escapeText(strategy.basis)}`),
      ...drawSample(view),
      ...drawResults(view),
      ...drawButtons(campaign),
    ],
  };
}

function stateLine(campaign: Campaign): string {
  const { decision, state } = campaign;
  const parts = [
    STATE_WORDS[state],
    `version ${campaign.version}`,
    `proposed by ${person(campaign.requestedBy)}`,
  ];
  if (campaign.changedBy !== campaign.requestedBy) parts.push(`changed by ${person(campaign.changedBy)}`);
  if (decision !== null) {
    const comment = decision.comment === null ? '' : `: “${escapeText(cut(decision.comment, 500))}”`;
    parts.push(`${decision.action} by ${person(decision.actor)} ${moment(decision.at)}${comment}`);
  }
  if (state === 'proposed' || state === 'draft' || state === 'approved')
    parts.push(`expires ${moment(campaign.expiresAt)}`);
  return parts.join(' · ');
}

function figures({ campaign, offer, holdout }: CampaignView): KnownBlock {
  const { strategy } = campaign;
  const treated = campaign.audienceSize - holdout;
  return fields([
    ['Audience', describeCounts(strategy.counts)],
    ['E-mails', `${plural(treated, 'contact')} mailed, ${count(holdout)} held out to measure the effect`],
    [
      `Expected orders (${strategy.outcomeWindowDays} days)`,
      estimate(strategy.expectedOrders, (value) => value.toFixed(1)),
    ],
    ['Expected revenue', estimate(strategy.expectedRevenueCents, (value) => money(value, strategy.currency))],
    [
      'Offer',
      offer === null
        ? 'none'
        : `${escapeText(offer.name)} (${count(offer.issued)} issued, ${count(offer.redeemed)} redeemed in all)`,
    ],
    ['Drawn up', day(strategy.createdAt)],
  ]);
}

function estimate({ value, low, high }: Estimate, write: (value: number) => string): string {
  return `${write(value)} (95 % interval ${write(low)} to ${write(high)})`;
}

function drawSample({ sample }: CampaignView): KnownBlock[] {
  if (sample === null) return [];
  const quoted = escapeText(cut(sample.text, 1500)).replaceAll('\n', '\n>');
  return [
    { type: 'divider' },
    section(`*One contact's e-mail* (name hidden)\n*Subject:* ${escapeText(sample.subject)}\n>${quoted}`),
  ];
}

function drawResults({ campaign, results }: CampaignView): KnownBlock[] {
  if (results === null) return [];
  const { messages } = results;
  const lines = results.rates.map(({ name, numerator, denominator, of, low, high }) => {
    if (denominator === 0) return `• ${name}: no ${of} yet`;
    return `• ${name}: *${percent(numerator / denominator)}* (${count(numerator)} of ${count(denominator)} ${of}, 95 % interval ${percent(low)} to ${percent(high)})`;
  });
  const states = Object.entries(messages)
    .filter(([, number]) => number > 0)
    .map(([state, number]) => `${count(number)} ${state}`);
  return [
    { type: 'divider' },
    section(`*What came back*\n${lines.join('\n')}`),
    section(`*Effect against the holdout:* ${escapeText(results.uplift)}`),
    context(
      `E-mails: ${states.join(', ') || 'none yet'} · orders within ${results.conversionWindowDays} days of the e-mail: ${money(results.revenueCents, campaign.strategy.currency)}`,
    ),
  ];
}

/** What a person saw when they clicked: a card of an older version decides nothing. */
export interface SeenCampaign {
  readonly number: number;
  readonly hash: string;
  readonly version: number;
}

export function seenOf({ number, contentHash, version }: Campaign): SeenCampaign {
  return { number, hash: contentHash, version };
}

function drawButtons(campaign: Campaign): KnownBlock[] {
  // A button carries what was seen, so that a stale card decides nothing; the database decides the rest.
  const value = JSON.stringify(seenOf(campaign));
  const button = (text: string, id: string, style?: 'primary' | 'danger'): Button => ({
    type: 'button',
    text: { type: 'plain_text', text },
    action_id: id,
    value,
    ...(style === undefined ? {} : { style }),
  });
  const buttons: Partial<Record<CampaignState, Button[]>> = {
    proposed: [
      button('Approve', CAMPAIGN_BUTTONS.approve, 'primary'),
      button('Edit', CAMPAIGN_BUTTONS.edit),
      button('Request changes', CAMPAIGN_BUTTONS.requestChanges),
      button('Reject', CAMPAIGN_BUTTONS.reject, 'danger'),
    ],
    draft: [button('Edit', CAMPAIGN_BUTTONS.edit, 'primary')],
    approved: [button('Edit', CAMPAIGN_BUTTONS.edit), button('Stop', CAMPAIGN_BUTTONS.stop, 'danger')],
    sending: [button('Stop', CAMPAIGN_BUTTONS.stop, 'danger')],
  };
  const elements = buttons[campaign.state];
  return elements === undefined ? [] : [{ type: 'actions', elements }];
}
