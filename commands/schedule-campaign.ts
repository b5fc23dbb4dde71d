/** The button and the form by which a person chooses when a campaign is to be sent. */

import type { App } from '@slack/bolt';
import { CAMPAIGN_BUTTONS } from '../src/adapters/slack/draw-lifecycle.ts';
import { INPUT } from '../src/adapters/slack/draw-modals.ts';
import { drawScheduleForm, SCHEDULE_FORM } from '../src/adapters/slack/draw-schedule-form.ts';
import { oneLine } from '../src/adapters/slack/mrkdwn.ts';
import {
  findScheduleObstacle,
  type ScheduleRequest,
  type ScheduleResult,
  scheduleCampaign,
} from '../src/approve/schedule-campaign.ts';
import { isTimeZone } from '../src/domain/local-time.ts';
import type { ScheduleWish } from '../src/domain/schedule.ts';
import { afterwards, type ButtonCall, onButton, wordsFor } from './answer.ts';
import { callOf, type Submission, tellInChannel } from './campaign-forms.ts';
import type { CommandParts } from './command-parts.ts';
import { type DecisionCall, readSeen, refreshCards, showsCard, tellOnly } from './decide-from-call.ts';
import { findCampaign } from './find-campaign.ts';

/** Slack waits three seconds for an answer to a form: of more contacts the time zones may not be read by then. */
const READ_IN_TIME = 10_000;

export function registerScheduling(bolt: App, parts: CommandParts): void {
  onButton(bolt, parts, { id: CAMPAIGN_BUTTONS.schedule, act: (call) => askForTime(parts, call) });
  bolt.view(SCHEDULE_FORM, (submission: Submission) => submitTime(parts, submission));
}

async function askForTime(parts: CommandParts, call: ButtonCall): Promise<void> {
  const { number, hash, version } = readSeen(call.text);
  const seen = { number, actor: call.actor, seenHash: hash, seenVersion: version };
  const why = await findScheduleObstacle(seen, { ...parts.stores, clock: parts.clock });
  if (why !== null) return tellOnly(call, why);
  const campaign = await findCampaign(parts, String(number), '');
  const facts = { channel: call.channel, shopTimeZone: parts.shopTimeZone, now: parts.clock.now() };
  await call.client.views.open({ trigger_id: call.triggerId, view: drawScheduleForm(campaign, facts) });
}

/** A time that cannot be is told beside its field, while the form is still open. */
async function submitTime(parts: CommandParts, submission: Submission): Promise<void> {
  const { ack } = submission;
  const call = callOf(parts, submission);
  const { wish, errors } = readWish(submission);
  if (errors !== null) return ack({ response_action: 'errors', errors });
  const campaign = await parts.stores.campaigns.get(readSeen(call.text).number);
  const isLarge = (campaign?.audienceSize ?? 0) > READ_IN_TIME;
  if (isLarge) await ack();
  const result = await schedule(parts, call, wish).catch(
    (fault): ScheduleResult => ({ kind: 'refused', field: null, why: wordsFor(parts, fault) }),
  );
  if (!isLarge && result.kind === 'refused' && result.field !== null)
    return ack({ response_action: 'errors', errors: { [result.field]: result.why } });
  if (!isLarge) await ack();
  await tellInChannel(parts, call, () => tellResult(parts, call, result));
}

function schedule(
  { stores, clock }: CommandParts,
  { text, actor }: DecisionCall,
  wish: ScheduleRequest['wish'],
): Promise<ScheduleResult> {
  const { number, hash, version } = readSeen(text);
  return scheduleCampaign(
    { number, actor, seenHash: hash, seenVersion: version, wish },
    { campaigns: stores.campaigns, contacts: stores.contacts, clock },
  );
}

async function tellResult(parts: CommandParts, call: DecisionCall, result: ScheduleResult): Promise<void> {
  if (result.kind === 'refused') return tellOnly(call, result.why);
  const { campaign, voided } = result;
  const anew = voided ? ' It was approved for another time, so it waits for approval again.' : '';
  const done = `You chose when campaign ${campaign.number} is sent.${anew}`;
  await afterwards(parts, done, () => refreshCards(parts, call.client, { campaign }));
  if (voided || !showsCard(call, campaign)) await tellOnly(call, done);
}

interface ReadWish {
  readonly wish: ScheduleWish | null;
  readonly errors: Record<string, string> | null;
}

function readWish({ view }: Submission): ReadWish {
  const field = (name: string) => view.state.values[name]?.[INPUT];
  const mode = field('mode')?.selected_option?.value;
  if (mode === 'none') return { wish: null, errors: null };
  const zone = (field('zone')?.value ?? '').trim();
  if (!isTimeZone(zone))
    return {
      wish: null,
      errors: { zone: `“${oneLine(zone)}” is no time zone: write it like Europe/Berlin.` },
    };
  const localTime = `${field('date')?.selected_date}T${field('time')?.selected_time}`;
  return { wish: { localTime, zone, ownZones: mode === 'own' }, errors: null };
}
