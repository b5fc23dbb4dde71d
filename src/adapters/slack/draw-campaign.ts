/** Draws a campaign: what it is, why, what is expected, what came back, and what one can do about it. */

import type { Button, KnownBlock } from '@slack/types';
import type { Campaign, CampaignAction, CampaignState } from '../../domain/campaign.ts';
import { describeCounts } from '../../domain/strategy.ts';
import { type Card, context, cut, header, section, toCard } from './card.ts';
import { drawChecks } from './draw-checks.ts';
import { drawEvidence } from './draw-evidence.ts';
import { drawConsequence, drawProposal, type ProposalFigures } from './draw-proposal.ts';
import { type CampaignResults, drawResults } from './draw-results.ts';
import { drawWordings, type WordingSample } from './draw-wordings.ts';
import { day, escapeText, moment, oneLine, person } from './mrkdwn.ts';

export const CAMPAIGN_BUTTONS = {
  approve: 'campaign_approve',
  requestChanges: 'campaign_request_changes',
  reject: 'campaign_reject',
  edit: 'campaign_edit',
  stop: 'campaign_stop',
  open: 'campaign_open',
} as const;

export interface CampaignView extends ProposalFigures {
  readonly campaign: Campaign;
  /** One contact's e-mail in each wording. */
  readonly samples: readonly WordingSample[];
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
    drawProposal(campaign, view),
    ...drawResults(campaign, view.results),
    ...drawWordings(view.samples),
    ...drawEvidence(campaign),
    ...drawChecks(campaign),
    ...drawConsequence(campaign, view),
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
