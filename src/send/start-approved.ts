/** Starts campaigns that a person approved, and ends those that are through. */

import {
  type Campaign,
  type CampaignAction,
  type CampaignState,
  type CampaignStore,
  FLYWHEEL_ACTOR,
  isDue,
} from '../domain/campaign.ts';
import type { Clock } from '../domain/clock.ts';
import type { ContactStore } from '../domain/contact.ts';
import type { OutboxStore } from '../domain/message.ts';
import { dueAtOf } from '../domain/schedule.ts';

export interface StartPorts {
  readonly campaigns: CampaignStore;
  readonly outbox: Pick<OutboxStore, 'enqueue' | 'counts'>;
  readonly contacts: Pick<ContactStore, 'timeZones'>;
  readonly clock: Clock;
}

export interface StartResult {
  readonly started: number;
  readonly queued: number;
  readonly expired: number;
  /** Sent back to draft, because what was approved is not what would be sent. */
  readonly voided: number;
}

/** More campaigns than this in one state wait for the next turn. */
const AT_ONCE = 1_000;

/**
 * Queues the treated of each approved campaign whose time has come, and sets it to `sending`; what is too late or was
 * changed is not sent, and what can still be undone waits.
 */
export async function startApproved(ports: StartPorts): Promise<StartResult> {
  const result = { started: 0, queued: 0, expired: 0, voided: 0 };
  for (const campaign of await ports.campaigns.list(['approved'], AT_ONCE)) {
    const now = ports.clock.now();
    if (campaign.expiresAt <= now) {
      if (await move(ports, campaign, { to: 'expired', action: 'expire' })) result.expired += 1;
    } else if (!isApprovalOf(campaign)) {
      const comment = 'It was changed after the approval. Propose it again.';
      if (await move(ports, campaign, { to: 'draft', action: 'revise', comment })) result.voided += 1;
    } else if (isDue(campaign, now)) {
      // Nothing is claimed before the state is `sending`, and queueing twice queues once: safe to be interrupted.
      result.queued += await queue(ports, campaign);
      if (await move(ports, campaign, { to: 'sending', action: 'start sending' })) result.started += 1;
    }
  }
  return result;
}

/** With a schedule, each message gets the moment that its contact's clock shows the time; what that was is due now. */
async function queue({ outbox, campaigns, contacts, clock }: StartPorts, campaign: Campaign) {
  const { id, schedule } = campaign;
  const now = clock.now();
  if (schedule === null) return outbox.enqueue(id, now);
  const contactIds: string[] = [];
  for await (const { contactId } of campaigns.audience(id)) contactIds.push(contactId);
  const zones = schedule.ownZones ? await contacts.timeZones(contactIds) : new Map<string, string>();
  return outbox.enqueue(id, now, (contactId) =>
    Math.max(now, dueAtOf(schedule, zones.get(contactId) ?? null)),
  );
}

/** Sets campaigns whose messages are all final to `sent`. Returns how many messages of the others are still to be sent. */
export async function finishSent(ports: Omit<StartPorts, 'contacts'>): Promise<number> {
  let remaining = 0;
  for (const campaign of await ports.campaigns.list(['sending'], AT_ONCE)) {
    const counts = await ports.outbox.counts(campaign.id);
    const open = counts.queued + counts.claimed + counts.sending;
    remaining += open;
    if (open === 0) await move(ports, campaign, { to: 'sent', action: 'finish sending' });
  }
  return remaining;
}

function isApprovalOf({ decision, contentHash, version }: Campaign): boolean {
  return (
    decision !== null &&
    decision.action === 'approve' &&
    decision.contentHash === contentHash &&
    decision.version === version
  );
}

interface Move {
  readonly to: CampaignState;
  readonly action: CampaignAction;
  readonly comment?: string;
}

async function move(
  ports: Pick<StartPorts, 'campaigns' | 'clock'>,
  campaign: Campaign,
  { to, action, comment }: Move,
): Promise<boolean> {
  const after = await ports.campaigns.transition({
    campaignId: campaign.id,
    from: campaign.state,
    to,
    contentHash: campaign.contentHash,
    action,
    actor: FLYWHEEL_ACTOR,
    at: ports.clock.now(),
    comment: comment ?? null,
  });
  return after !== null;
}
