/** Draws a campaign: what it is, why, what is expected, what came back, and what one can do about it. */

import type { Button, KnownBlock } from '@slack/types';
import type { Campaign, CampaignAction, CampaignState } from '../../domain/campaign.ts';
import type { MessageCounts, MessageState } from '../../domain/message.ts';
import type { OfferUsage } from '../../domain/offer.ts';
import { describeCounts, type Estimate } from '../../domain/strategy.ts';
import { type Card, context, cut, fields, header, section, toCard } from './card.ts';
import { drawEvidence } from './draw-evidence.ts';
import { count, day, escapeText, moment, money, oneLine, percent, person, plural, range } from './mrkdwn.ts';

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
  draft: ':pencil2: Waits for changes: edit it to propose it anew',
  proposed: ':hourglass_flowing_sand: Waits for approval',
  approved: ':white_check_mark: Approved: sending starts at once',
  sending: ':outbox_tray: Sending',
  sent: ':checkered_flag: Sent',
  rejected: ':no_entry_sign: Rejected',
  expired: ':zzz: Expired unsent',
  superseded: ':arrows_counterclockwise: Replaced by a newer proposal',
  stopped: ':octagonal_sign: Stopped',
};

const DID: Readonly<Record<CampaignAction, string>> = {
  propose: 'proposed',
  approve: 'approved',
  'request changes': 'changes requested',
  reject: 'rejected',
  revise: 'changed',
  expire: 'expired',
  supersede: 'replaced',
  stop: 'stopped',
  'start sending': 'started',
  'finish sending': 'finished',
};

const MESSAGE_WORDS: Readonly<Record<MessageState, string>> = {
  queued: 'waiting',
  claimed: 'being written',
  sending: 'being sent',
  sent: 'sent',
  failed: 'failed',
  unknown: 'in doubt (the mail server broke off; they are not sent again)',
  suppressed: 'not sent (unsubscribed, bounced, or the campaign was stopped)',
};

export function drawCampaign(view: CampaignView): Card {
  const { campaign } = view;
  const { strategy } = campaign;
  const title = `Campaign ${campaign.number}: ${strategy.title}`;
  const state = STATE_WORDS[campaign.state].replace(/^:\w+: /, '');
  return toCard(`${oneLine(title)}. ${state}. ${describeCounts(strategy.counts)}.`, [
    header(title),
    ...(view.notice === undefined ? [] : [section(view.notice)]),
    context(stateLine(campaign)),
    section(`*Why:* ${escapeText(strategy.reason)}`),
    figures(view),
    ...drawResults(view),
    ...drawSample(view),
    ...drawEvidence(campaign),
    ...drawButtons(campaign),
  ]);
}

function stateLine(campaign: Campaign): string {
  const { decision, state } = campaign;
  const parts = [
    STATE_WORDS[state],
    `version ${campaign.version}`,
    `proposed by ${person(campaign.requestedBy)} on ${day(campaign.createdAt)}`,
  ];
  if (campaign.changedBy !== campaign.requestedBy) parts.push(`changed by ${person(campaign.changedBy)}`);
  // A revision is said above already.
  if (decision !== null && decision.action !== 'revise') {
    const comment = decision.comment === null ? '' : `: “${escapeText(cut(decision.comment, 500))}”`;
    parts.push(`${DID[decision.action]} by ${person(decision.actor)} ${moment(decision.at)}${comment}`);
  }
  if (state === 'proposed' || state === 'draft' || state === 'approved')
    parts.push(`expires unsent ${moment(campaign.expiresAt)}`);
  return parts.join(' · ');
}

function figures({ campaign, offer, holdout }: CampaignView): KnownBlock {
  const { strategy } = campaign;
  const { expectedOrders, expectedRevenueCents, currency } = strategy;
  const orders = (value: number) => value.toFixed(1);
  const revenue = (value: number) => money(value, currency);
  return fields([
    ['Audience', describeCounts(strategy.counts)],
    ['E-mails', sayTreated(campaign, holdout)],
    [`Expected orders within ${strategy.outcomeWindowDays} days`, sayEstimate(expectedOrders, orders)],
    ['Expected revenue', sayEstimate(expectedRevenueCents, revenue)],
    ['Offer', sayOffer(offer)],
  ]);
}

function sayTreated({ audienceSize, sendStartedAt }: Campaign, holdout: number): string {
  const verb = sendStartedAt === null ? 'will be mailed' : 'are in it';
  const mailed = `${plural(audienceSize - holdout, 'contact')} ${verb}`;
  return holdout === 0
    ? `${mailed}; too few to hold anybody out, so its effect cannot be measured`
    : `${mailed}; ${count(holdout)} held out by chance, to measure what the e-mail adds`;
}

function sayOffer(offer: CampaignView['offer']): string {
  if (offer === null) return 'none: the e-mail promises no discount';
  return `${oneLine(offer.name)}, one coupon a contact (so far ${count(offer.issued)} issued and ${count(offer.redeemed)} redeemed)`;
}

function sayEstimate({ value, low, high }: Estimate, write: (value: number) => string): string {
  return `${write(value)} (${range(write(low), write(high))})`;
}

/** Where an e-mail's own words end and postal address and unsubscribe link begin. */
const FOOTER = /\n-- \n/;

function drawSample({ sample }: CampaignView): KnownBlock[] {
  if (sample === null) return [];
  const [words = '', footer] = sample.text.split(FOOTER);
  const quoted = escapeText(cut(words.trim(), 2000)).replaceAll('\n', '\n>');
  return [
    { type: 'divider' },
    section(
      `*What one contact would get* (the name is made up)\n*Subject:* ${oneLine(sample.subject)}\n>${quoted}`,
    ),
    ...(footer === undefined
      ? []
      : [context('Below it stand your postal address and the link to unsubscribe.')]),
  ];
}

function drawResults({ campaign, results }: CampaignView): KnownBlock[] {
  if (results === null) return [];
  const { messages } = results;
  const lines = results.rates.map(({ name, numerator, denominator, of, low, high }) => {
    if (denominator === 0) return `• ${name}: no ${of} yet`;
    return `• ${name}: *${percent(numerator / denominator)}* (${count(numerator)} of ${count(denominator)} ${of}, ${range(percent(low), percent(high))})`;
  });
  const states = Object.entries(messages)
    .filter(([, number]) => number > 0)
    .map(([state, number]) => `${count(number)} ${MESSAGE_WORDS[state as MessageState]}`);
  return [
    { type: 'divider' },
    section(`*What came back*\n${lines.join('\n')}`),
    section(`*What the e-mail added* (against those held out): ${escapeText(results.uplift)}`),
    context(
      `E-mails: ${states.join(', ') || 'none yet'} · orders within ${results.conversionWindowDays} days of an e-mail brought ${money(results.revenueCents, campaign.strategy.currency)}`,
    ),
  ];
}

/** Opens the campaign's card, from a list or the digest. */
export function openButton(number: number, word: 'Open' | 'Review'): Button {
  return {
    type: 'button',
    text: { type: 'plain_text', text: word },
    action_id: CAMPAIGN_BUTTONS.open,
    value: String(number),
    accessibility_label: `${word} campaign ${number}`,
  };
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
