/** A person chooses when a campaign is to be sent: an approval given before is void, as it was given for another time. */

import type { Assignment, Campaign, CampaignState } from '../domain/campaign.ts';
import type { ContactStore } from '../domain/contact.ts';
import type { ScheduleWish, SendSchedule } from '../domain/schedule.ts';
import { describeExpired } from './describe-expired.ts';
import { hashContent } from './hash-content.ts';
import { planSchedule, type ScheduleFault } from './plan-schedule.ts';
import type { ApprovalPorts } from './propose-campaign.ts';

export interface ScheduleRequest {
  readonly number: number;
  readonly actor: string;
  /** What the person saw when the form was opened. */
  readonly seenHash: string;
  readonly seenVersion: number;
  /** Null: as soon as an approval can no longer be undone. */
  readonly wish: ScheduleWish | null;
}

export type ScheduleResult =
  | { readonly kind: 'scheduled'; readonly campaign: Campaign; readonly voided: boolean }
  /** `field` is the input to change, null when no input would help. */
  | { readonly kind: 'refused'; readonly field: ScheduleFault['field'] | null; readonly why: string };

export type SchedulePorts = ApprovalPorts & { readonly contacts: Pick<ContactStore, 'timeZones'> };

const SCHEDULABLE: readonly CampaignState[] = ['draft', 'proposed', 'half approved', 'approved'];

/**
 * Gives the campaign its time, with a new content hash and version. Whoever chose it may approve it, having written
 * nothing. Refused, with nothing changed, when the time cannot be or somebody else changed the campaign meanwhile.
 */
export async function scheduleCampaign(
  request: ScheduleRequest,
  ports: SchedulePorts,
): Promise<ScheduleResult> {
  const campaign = await ports.campaigns.get(request.number);
  const obstacle = findFault(request, campaign, ports.clock.now());
  if (campaign === null || obstacle !== null) return refuse(null, obstacle ?? '');
  const audience: Assignment[] = [];
  for await (const assignment of ports.campaigns.audience(campaign.id)) audience.push(assignment);
  const schedule = request.wish === null ? null : await plan(request.wish, campaign, { ports, audience });
  if (schedule !== null && 'why' in schedule) return refuse(schedule.field, schedule.why);
  const contentHash = hashContent({ ...campaign.strategy, ...campaign, schedule, audience });
  if (contentHash === campaign.contentHash)
    return refuse(null, 'Nothing was changed: it is to be sent then already.');
  const scheduled = await apply(campaign, { schedule, contentHash, actor: request.actor }, ports);
  if (scheduled === null) return refuse(null, describeStale(request));
  const voided = campaign.state === 'approved' || campaign.state === 'half approved';
  return { kind: 'scheduled', campaign: scheduled, voided };
}

/** Why a time would be refused, before a person is asked for it; null when it would not. */
export async function findScheduleObstacle(
  request: Omit<ScheduleRequest, 'wish'>,
  { campaigns, clock }: ApprovalPorts,
): Promise<string | null> {
  return findFault(request, await campaigns.get(request.number), clock.now());
}

async function plan(
  wish: ScheduleWish,
  { expiresAt }: Campaign,
  { ports, audience }: { readonly ports: SchedulePorts; readonly audience: readonly Assignment[] },
): Promise<SendSchedule | ScheduleFault> {
  const mailed = audience.filter(({ variant }) => variant === 'treated').map(({ contactId }) => contactId);
  const known = wish.ownZones ? await ports.contacts.timeZones(mailed) : new Map<string, string>();
  const zones = mailed.map((contactId) => known.get(contactId) ?? null);
  return planSchedule(wish, { zones, now: ports.clock.now(), expiresAt });
}

function apply(
  campaign: Campaign,
  revised: {
    readonly schedule: SendSchedule | null;
    readonly contentHash: string;
    readonly actor: string;
  },
  { campaigns, clock }: ApprovalPorts,
): Promise<Campaign | null> {
  const { schedule, contentHash, actor } = revised;
  return campaigns.transition({
    campaignId: campaign.id,
    from: campaign.state,
    to: campaign.state === 'draft' ? 'draft' : 'proposed',
    contentHash: campaign.contentHash,
    action: 'schedule',
    actor,
    at: clock.now(),
    comment: schedule === null ? 'as soon as it is approved' : describeWish(schedule),
    revision: { schedule, contentHash },
  });
}

function describeWish({ localTime, zone, ownZones }: ScheduleWish): string {
  const time = localTime.replace('T', ' ');
  return ownZones ? `${time}, each contact's own time (${zone} where it is not known)` : `${time}, ${zone}`;
}

function findFault(
  request: Omit<ScheduleRequest, 'wish'>,
  campaign: Campaign | null,
  now: number,
): string | null {
  const { number } = request;
  if (campaign === null) return `There is no campaign ${number}. /campaign lists them.`;
  if (!SCHEDULABLE.includes(campaign.state))
    return `Campaign ${number} is ${campaign.state}: when it is sent cannot be changed any more.`;
  if (now >= campaign.expiresAt) return describeExpired(number);
  if (campaign.contentHash !== request.seenHash || campaign.version !== request.seenVersion)
    return describeStale(request);
  return null;
}

function describeStale({ number }: Pick<ScheduleRequest, 'number'>): string {
  return `Campaign ${number} was changed by somebody else meanwhile, so nothing of yours was saved. Open /campaign ${number} and choose its time there.`;
}

function refuse(field: ScheduleFault['field'] | null, why: string): ScheduleResult {
  return { kind: 'refused', field, why };
}
