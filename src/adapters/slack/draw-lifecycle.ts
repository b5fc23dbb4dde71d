/** Draws where a campaign stands, when it is sent and how far it is, and what a person can do about it now. */

import type { Button, KnownBlock } from '@slack/types';
import type { Campaign, CampaignAction, CampaignState } from '../../domain/campaign.ts';
import type { MessageCounts } from '../../domain/message.ts';
import type { SendSchedule } from '../../domain/schedule.ts';
import { describeSender, type Sender } from '../../domain/shop-settings.ts';
import { context, cut, section } from './card.ts';
import { count, day, escapeText, moment, oneLine, person, plural } from './mrkdwn.ts';

export const CAMPAIGN_BUTTONS = {
  approve: 'campaign_approve',
  undo: 'campaign_undo',
  sendNow: 'campaign_send_now',
  schedule: 'campaign_schedule',
  requestChanges: 'campaign_request_changes',
  reject: 'campaign_reject',
  edit: 'campaign_edit',
  pause: 'campaign_pause',
  resume: 'campaign_resume',
  stop: 'campaign_stop',
  open: 'campaign_open',
} as const;

const STATE_WORDS: Readonly<Record<CampaignState, string>> = {
  draft: ':pencil2: Waits for changes: edit it to propose it anew',
  proposed: ':hourglass_flowing_sand: Waits for approval',
  'half approved': ':hourglass: 1 of 2 approvals: waits for somebody else’s',
  approved: ':white_check_mark: Approved',
  sending: ':outbox_tray: Sending',
  paused: ':double_vertical_bar: Paused: nothing leaves until it is resumed',
  sent: ':checkered_flag: Sent',
  rejected: ':no_entry_sign: Rejected',
  expired: ':zzz: Expired unsent',
  superseded: ':arrows_counterclockwise: Replaced by a newer proposal',
  stopped: ':octagonal_sign: Stopped',
};

/** What a line of the audit trail did, in the past: "approved by Maya". */
const DID: Readonly<Record<CampaignAction, string>> = {
  propose: 'proposed',
  approve: 'approved',
  'request changes': 'changes requested',
  reject: 'rejected',
  revise: 'changed',
  schedule: 'scheduled',
  undo: 'approval undone',
  'send now': 'sent at once',
  pause: 'paused',
  resume: 'resumed',
  expire: 'expired',
  supersede: 'replaced',
  stop: 'stopped',
  'start sending': 'started',
  'finish sending': 'finished',
};

/** The state in words, without a picture. */
export function sayState({ state }: Campaign): string {
  return STATE_WORDS[state].replace(/^:\w+: /, '');
}

export interface CampaignNow {
  readonly campaign: Campaign;
  /** The time to start has come, and delivery is about to begin. */
  readonly isDue: boolean;
  /** Whom its e-mails come from: what it was approved with, or what an approval would bind it to. */
  readonly sender: Sender;
}

/** Where it stands, and when the first e-mail leaves. */
export function drawState({ campaign, isDue }: Omit<CampaignNow, 'sender'>): KnownBlock[] {
  return [context(stateLine(campaign)), ...drawTime(campaign, isDue)];
}

/** How far sending is; nothing unless it is under way. */
export function drawProgress(campaign: Campaign, messages: MessageCounts | null): KnownBlock[] {
  const progress = sayProgress(campaign, messages);
  if (progress === null) return [];
  return [section(`*${campaign.state === 'paused' ? 'Paused' : 'Sending'}:* ${progress}`)];
}

/** The same in words and a bar; null unless it is under way. */
export function sayProgress({ state }: Campaign, messages: MessageCounts | null): string | null {
  if (messages === null || (state !== 'sending' && state !== 'paused')) return null;
  const { queued, claimed, sending, sent } = messages;
  const all = Object.values(messages).reduce((sum, number) => sum + number, 0);
  if (all === 0) return null;
  const done = all - queued - claimed - sending;
  const filled = Math.floor((BAR_LENGTH * done) / all);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_LENGTH - filled);
  return `\`${bar}\` ${count(done)} of ${plural(all, 'e-mail')}, ${count(sent)} of them sent`;
}

const BAR_LENGTH = 20;

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
  if (['draft', 'proposed', 'half approved'].includes(state))
    parts.push(`expires unsent ${moment(campaign.expiresAt)}`);
  return parts.join(' · ');
}

function drawTime({ state, schedule, startsAt }: Campaign, isDue: boolean): KnownBlock[] {
  if (isDue)
    return [
      section(
        ':alarm_clock: *Its time has come:* the first e-mail leaves with the next delivery. Until then the approval can be undone.',
      ),
    ];
  if (state === 'approved' && startsAt !== null) {
    const when = schedule === null ? 'The first e-mail leaves' : `${saySchedule(schedule)}\nThe first leaves`;
    return [section(`:alarm_clock: ${when} *${moment(startsAt)}*. Until then the approval can be undone.`)];
  }
  const isOpen = ['draft', 'proposed', 'half approved', 'sending', 'paused'].includes(state);
  return schedule === null || !isOpen ? [] : [section(`:alarm_clock: ${saySchedule(schedule)}`)];
}

/** When each contact gets the e-mail, and for how many that is a guess. */
function saySchedule(schedule: SendSchedule): string {
  const { localTime, zone, ownZones, firstAt, lastAt, known, unknown, skipped } = schedule;
  const time = `*${day(Date.parse(`${localTime}:00Z`))}, ${localTime.slice(11)}*`;
  if (!ownZones) return `E-mails leave at ${time} in ${oneLine(zone)} (${moment(firstAt)}).`;
  const rest =
    unknown === 0
      ? `known of all ${count(known)}`
      : `known of ${count(known)}; for the other ${count(unknown)} it is that of ${oneLine(zone)}`;
  const span = firstAt === lastAt ? moment(firstAt) : `from ${moment(firstAt)} to ${moment(lastAt)}`;
  const jump =
    skipped === 0
      ? ''
      : ` The clocks of ${plural(skipped, 'contact')} are set forward over that time: theirs comes as much later.`;
  return `E-mails leave at ${time} in each contact’s own time zone (${rest}): ${span}.${jump}`;
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
  /** Whom the e-mails were said to come from; only where that counts. */
  readonly sender?: string | undefined;
}

export function seenOf({ number, contentHash, version }: Campaign): SeenCampaign {
  return { number, hash: contentHash, version };
}

export function drawButtons({ campaign, isDue, sender }: CampaignNow): KnownBlock[] {
  // A button carries what was seen, so that a stale card decides nothing; the database decides the rest.
  const seen: SeenCampaign = { ...seenOf(campaign), sender: describeSender(sender) };
  const value = JSON.stringify(seen);
  const button = (text: string, id: string, style?: 'primary' | 'danger'): Button => ({
    type: 'button',
    text: { type: 'plain_text', text },
    action_id: id,
    value,
    ...(style === undefined ? {} : { style }),
  });
  const edit = button('Edit', CAMPAIGN_BUTTONS.edit);
  const schedule = button('Schedule', CAMPAIGN_BUTTONS.schedule);
  const undo = button('Undo', CAMPAIGN_BUTTONS.undo);
  const stop = button('Stop', CAMPAIGN_BUTTONS.stop, 'danger');
  const sendNow = button('Send now', CAMPAIGN_BUTTONS.sendNow, 'primary');
  const proposed = [
    button('Approve', CAMPAIGN_BUTTONS.approve, 'primary'),
    edit,
    schedule,
    button('Request changes', CAMPAIGN_BUTTONS.requestChanges),
    button('Reject', CAMPAIGN_BUTTONS.reject, 'danger'),
  ];
  const buttons: Partial<Record<CampaignState, Button[]>> = {
    proposed,
    'half approved': [...proposed, undo],
    draft: [button('Edit', CAMPAIGN_BUTTONS.edit, 'primary'), schedule],
    approved: [...(campaign.schedule === null && !isDue ? [sendNow] : []), undo, edit, schedule, stop],
    sending: [button('Pause', CAMPAIGN_BUTTONS.pause), stop],
    paused: [button('Resume', CAMPAIGN_BUTTONS.resume, 'primary'), stop],
  };
  const elements = buttons[campaign.state];
  return elements === undefined ? [] : [...drawWhatFollows(campaign, isDue), { type: 'actions', elements }];
}

/** Beside the buttons, since the card's head is out of sight for whoever has just clicked one. */
function drawWhatFollows({ state, startsAt }: Campaign, isDue: boolean): KnownBlock[] {
  if (state === 'paused')
    return [
      context(
        '*Resume* lets what is due leave at once, at whatever hour it is; what is scheduled for later keeps its time.',
      ),
    ];
  if (state !== 'approved' || startsAt === null) return [];
  if (isDue)
    return [
      context(
        ':white_check_mark: Approved, and its time has come: the first e-mail leaves with the next delivery. *Undo* works until then.',
      ),
    ];
  return [
    context(
      `:white_check_mark: Approved. Nothing leaves before ${moment(startsAt)}; *Undo* takes the approval back.`,
    ),
  ];
}
