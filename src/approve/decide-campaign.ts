/** A person's click on a campaign's card: approve, request changes, reject or stop, once, by whoever may. */

import {
  type Campaign,
  type CampaignDecision,
  type CampaignState,
  FLYWHEEL_ACTOR,
} from '../domain/campaign.ts';
import { describeAgo } from './describe-ago.ts';
import type { ApprovalPorts } from './propose-campaign.ts';
import { findUnfit, type LookOver } from './refuse-unfit.ts';

export type DecidingAction = 'approve' | 'request changes' | 'reject' | 'stop';

export interface DecisionRequest {
  readonly number: number;
  readonly action: DecidingAction;
  readonly actor: string;
  /** Required to request changes. */
  readonly comment: string | null;
  /** What the card showed that the person clicked on. */
  readonly seenHash: string;
  readonly seenVersion: number;
}

/** Who may decide. */
export interface ApproverPolicy {
  readonly approvers: readonly string[];
}

export type RefusalReason =
  | 'unknown campaign'
  | 'not an approver'
  | 'not possible now'
  | 'stale'
  | 'expired'
  | 'own campaign'
  | 'not fit'
  | 'comment missing';

/** What became of the click. `already` carries who decided before (`by`), what (`did`) and when, for the entrance to word. */
export type DecisionResult =
  | { readonly kind: 'decided'; readonly campaign: Campaign }
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

/** Why nothing was decided. */
export type Obstacle = Exclude<DecisionResult, { readonly kind: 'decided' }>;

interface Effect {
  readonly from: readonly CampaignState[];
  readonly to: CampaignState;
}

/** Narrower than the transition table: an approval is taken back by stopping or revising, not by an older card. */
const EFFECTS: Readonly<Record<DecidingAction, Effect>> = {
  approve: { from: ['proposed'], to: 'approved' },
  'request changes': { from: ['proposed'], to: 'draft' },
  reject: { from: ['proposed'], to: 'rejected' },
  stop: { from: ['approved', 'sending'], to: 'stopped' },
};

const DID: Readonly<Partial<Record<CampaignDecision['action'], string>>> = {
  approve: 'approved it',
  'request changes': 'asked for changes',
  reject: 'rejected it',
  stop: 'stopped it',
  expire: 'let it expire, as nobody had approved and started it in time',
  supersede: 'replaced it by a newer proposal',
};

/**
 * Applies the decision if the campaign still is what the person saw and the person may decide. Repeatable: of two
 * clicks, even at the same moment, one decides and the other is told who did.
 */
export async function decideCampaign(
  request: DecisionRequest,
  ports: ApprovalPorts & { readonly approvers: ApproverPolicy; readonly lookOver: LookOver },
): Promise<DecisionResult> {
  const campaign = await ports.campaigns.get(request.number);
  const obstacle = await findObstacle(request, campaign, ports);
  if (obstacle !== null) return obstacle;
  const unfit = request.action === 'approve' ? await findUnfit(campaign!, ports.lookOver) : null;
  if (unfit !== null) return refuse('not fit', unfit);
  const decided = await ports.campaigns.transition({
    campaignId: campaign!.id,
    from: campaign!.state,
    to: EFFECTS[request.action].to,
    contentHash: request.seenHash,
    action: request.action,
    actor: request.actor,
    at: ports.clock.now(),
    comment: request.comment,
  });
  if (decided !== null) return { kind: 'decided', campaign: decided };
  const now = await ports.campaigns.get(request.number);
  return (
    (await findObstacle(request, now, ports)) ??
    refuse(
      'stale',
      `Campaign ${request.number} is being changed at this moment. Look at it again and decide.`,
    )
  );
}

/** Why the click would decide nothing, before a person is asked for a comment; null when it would. */
export async function findDecisionObstacle(
  request: Omit<DecisionRequest, 'comment'>,
  ports: ApprovalPorts & { readonly approvers: ApproverPolicy },
): Promise<Obstacle | null> {
  const campaign = await ports.campaigns.get(request.number);
  return findObstacle({ ...request, comment: 'to be written' }, campaign, ports);
}

async function findObstacle(
  request: DecisionRequest,
  campaign: Campaign | null,
  ports: ApprovalPorts & { readonly approvers: ApproverPolicy },
): Promise<Obstacle | null> {
  if (campaign === null)
    return refuse('unknown campaign', `There is no campaign ${request.number}. /campaign lists them.`);
  if (!ports.approvers.approvers.includes(request.actor))
    return refuse(
      'not an approver',
      'You are not on the approver list, so nothing was changed. Ask one of the approvers, or have your id added to SLACK_APPROVERS.',
    );
  if (!EFFECTS[request.action].from.includes(campaign.state)) return tellWhoDecided(request, campaign, ports);
  return findFault(request, campaign, ports.clock.now());
}

function findFault(request: DecisionRequest, campaign: Campaign, now: number): Obstacle | null {
  const { number, action, actor } = request;
  if (campaign.contentHash !== request.seenHash || campaign.version !== request.seenVersion)
    return refuse(
      'stale',
      `Campaign ${number} was changed since this card was drawn: you saw version ${request.seenVersion}, it is at version ${campaign.version}. Open /campaign ${number} and decide on that one.`,
    );
  if (action !== 'stop' && now >= campaign.expiresAt)
    return refuse('expired', `Campaign ${number} has expired unsent. Tonight's proposals replace it.`);
  if (action === 'approve' && isOwn(campaign, actor))
    return refuse(
      'own campaign',
      `You requested campaign ${number} or changed it last, so somebody else on the approver list has to approve it.`,
    );
  if (action === 'request changes' && (request.comment ?? '').trim() === '')
    return refuse('comment missing', 'Say in a few words what should change.');
  return null;
}

function isOwn(campaign: Campaign, actor: string): boolean {
  return actor !== FLYWHEEL_ACTOR && (actor === campaign.requestedBy || actor === campaign.changedBy);
}

async function tellWhoDecided(
  request: DecisionRequest,
  campaign: Campaign,
  { campaigns, clock }: ApprovalPorts,
): Promise<Obstacle> {
  const trail = await campaigns.decisions(campaign.id);
  const last = trail.findLast((line) => DID[line.action] !== undefined);
  const onlyApproved = request.action === 'stop' && last?.action === 'approve';
  if (last === undefined || campaign.state === 'proposed' || onlyApproved)
    return refuse(
      'not possible now',
      `Campaign ${request.number} is ${campaign.state}: it is not possible to ${request.action} it now. Open /campaign ${request.number} for what is.`,
    );
  const { actor: by, at, action } = last;
  return { kind: 'already', campaign, by, did: DID[action]!, at, ago: describeAgo(clock.now() - at) };
}

function refuse(reason: RefusalReason, why: string): Obstacle {
  return { kind: 'refused', reason, why };
}
