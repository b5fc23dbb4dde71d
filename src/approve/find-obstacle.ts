/** Why a click would decide nothing: who may not, what was changed since, who was first. */

import { type Campaign, FLYWHEEL_ACTOR, WAITING_STATES } from '../domain/campaign.ts';
import { describeSender, type Sender } from '../domain/shop-settings.ts';
import { type DecidingAction, DID, EFFECTS } from './deciding-action.ts';
import { describeAgo } from './describe-ago.ts';
import { describeExpired } from './describe-expired.ts';
import type { ApprovalPorts } from './propose-campaign.ts';

export interface DecisionRequest {
  readonly number: number;
  readonly action: DecidingAction;
  readonly actor: string;
  /** Required to request changes. */
  readonly comment: string | null;
  /** What the card showed that the person clicked on. */
  readonly seenHash: string;
  readonly seenVersion: number;
  /** Whom the card said that the e-mails come from, in the words of `describeSender`; undefined on a card that said nothing of it. */
  readonly seenSender?: string | undefined;
}

/** Who may decide, and what an approval needs and sets off. */
export interface ApprovalPolicy {
  readonly approvers: readonly string[];
  /** An audience of more contacts than this needs two approvers; null: one is always enough. */
  readonly secondApproverAbove: number | null;
  /** So long an approval can be undone before the first e-mail leaves. */
  readonly undoMinutes: number;
  /** Whom e-mails come from as things are set now. */
  readonly sender: Sender;
}

export type DecisionPorts = ApprovalPorts & { readonly policy: ApprovalPolicy };

export type RefusalReason =
  | 'unknown campaign'
  | 'not an approver'
  | 'not possible now'
  | 'stale'
  | 'expired'
  | 'own campaign'
  | 'own approval'
  | 'too late for its time'
  | 'not fit'
  | 'comment missing';

/** Why nothing was decided. `already` carries who decided before (`by`), what (`did`) and when, for the entrance to word. */
export type Obstacle =
  | {
      readonly kind: 'already';
      readonly campaign: Campaign;
      readonly by: string;
      /** Such as `approved it`. */
      readonly did: string;
      readonly at: number;
      /** Such as `3 minutes ago`. */
      readonly ago: string;
    }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly why: string };

/** Null when the click would decide. */
export async function findObstacle(
  request: DecisionRequest,
  campaign: Campaign | null,
  ports: DecisionPorts,
): Promise<Obstacle | null> {
  if (campaign === null)
    return refuse('unknown campaign', `There is no campaign ${request.number}. /campaign lists them.`);
  if (!ports.policy.approvers.includes(request.actor))
    return refuse(
      'not an approver',
      'You are not on the approver list, so nothing was changed. Ask one of the approvers, or whoever set up Flywheel here to make you one.',
    );
  if (!EFFECTS[request.action].from.includes(campaign.state)) return tellWhoDecided(request, campaign, ports);
  const now = ports.clock.now();
  return (
    findFault(request, campaign, now) ??
    (request.action === 'approve'
      ? (findApprovalFault(request, campaign, now) ?? findOtherSender(request, campaign, ports.policy))
      : null) ??
    (request.action === 'send now' ? findHurryFault(campaign, now) : null)
  );
}

export function refuse(reason: RefusalReason, why: string): Obstacle {
  return { kind: 'refused', reason, why };
}

function findFault(request: DecisionRequest, campaign: Campaign, now: number): Obstacle | null {
  const { number, action } = request;
  if (campaign.contentHash !== request.seenHash || campaign.version !== request.seenVersion)
    return refuse(
      'stale',
      `Campaign ${number} was changed since this card was drawn: you saw version ${request.seenVersion}, it is at version ${campaign.version}. Open /campaign ${number} and decide on that one.`,
    );
  const isWaiting = WAITING_STATES.includes(campaign.state);
  if ((isWaiting || action === 'send now') && now >= campaign.expiresAt)
    return refuse('expired', describeExpired(number));
  if (action === 'request changes' && (request.comment ?? '').trim() === '')
    return refuse('comment missing', 'Say in a few words what should change.');
  return null;
}

function findApprovalFault(
  { actor }: DecisionRequest,
  { number, state, decision, schedule, ...campaign }: Campaign,
  now: number,
): Obstacle | null {
  if (actor !== FLYWHEEL_ACTOR && (actor === campaign.requestedBy || actor === campaign.changedBy))
    return refuse(
      'own campaign',
      `You requested campaign ${number} or changed it last, so somebody else on the approver list has to approve it.`,
    );
  if (state === 'half approved' && decision?.action === 'approve' && decision.actor === actor)
    return refuse(
      'own approval',
      `Yours is the first of the two approvals that campaign ${number} needs: somebody else on the approver list has to give the second.`,
    );
  if (schedule !== null && schedule.firstAt <= now)
    return refuse(
      'too late for its time',
      `The time that campaign ${number} was to be sent at has passed: choose another with Schedule, then approve it.`,
    );
  return null;
}

/** What one approves is also whom it comes from: with another sender it is another e-mail. */
function findOtherSender(
  { seenSender, number }: DecisionRequest,
  { sender }: Campaign,
  policy: ApprovalPolicy,
): Obstacle | null {
  const bound = describeSender(sender ?? policy.sender);
  if (seenSender === undefined || seenSender === bound) return null;
  return refuse(
    'stale',
    `The sender was changed in the settings since this card was drawn: campaign ${number} would come from “${bound}”. Open /campaign ${number} and decide on that one.`,
  );
}

function findHurryFault({ number, schedule, startsAt }: Campaign, now: number): Obstacle | null {
  if (schedule !== null)
    return refuse(
      'not possible now',
      `Campaign ${number} is to be sent at a time that was approved with it. To send it at once, choose "as soon as it is approved" with Schedule and have it approved.`,
    );
  if (startsAt === null || startsAt <= now)
    return refuse(
      'not possible now',
      `Campaign ${number} waits no longer: its time has come, and it leaves as soon as a worker takes it up.`,
    );
  return null;
}

async function tellWhoDecided(
  { action, number }: DecisionRequest,
  campaign: Campaign,
  { campaigns, clock }: DecisionPorts,
): Promise<Obstacle> {
  const trail = await campaigns.decisions(campaign.id);
  const last = trail.findLast((line) => DID[line.action] !== undefined);
  if (action === 'undo' && campaign.sendStartedAt !== null && campaign.state !== 'stopped')
    return refuse(
      'not possible now',
      `It is too late to undo: campaign ${number} began to be sent ${describeAgo(clock.now() - campaign.sendStartedAt)}. ${campaign.state === 'sent' ? 'All of it has left.' : `What has not left yet can be held with /campaign pause ${number}.`}`,
    );
  if (last === undefined || !isAnswer(action, last.action, campaign))
    return refuse(
      'not possible now',
      `Campaign ${number} is ${campaign.state}: it is not possible to ${action} it now. Open /campaign ${number} for what is.`,
    );
  return {
    kind: 'already',
    campaign,
    by: last.actor,
    did: DID[last.action]!,
    at: last.at,
    ago: describeAgo(clock.now() - last.at),
  };
}

/** Whether what was decided last is why this click comes too late. */
function isAnswer(action: DecidingAction, last: string, { state }: Campaign): boolean {
  if (state === 'proposed') return action === 'undo' && last === 'undo';
  const letsItRun = ['approve', 'send now', 'resume'].includes(last);
  return !letsItRun || action === last || ['approve', 'reject', 'request changes'].includes(action);
}
