/** A person's click on a campaign's card, from approving it to stopping it: once, by whoever may. */

import type { Campaign, CampaignState, CampaignTransition } from '../domain/campaign.ts';
import { HOUR, MINUTE } from '../domain/clock.ts';
import { EFFECTS } from './deciding-action.ts';
import {
  type ApprovalPolicy,
  type DecisionPorts,
  type DecisionRequest,
  findObstacle,
  type Obstacle,
  refuse,
} from './find-obstacle.ts';
import { findUnfit, type LookOver } from './refuse-unfit.ts';

/** What became of the click. */
export type DecisionResult = { readonly kind: 'decided'; readonly campaign: Campaign } | Obstacle;

/** Of two people who approve at the same moment, the second gives the second approval: looked at again so often. */
const TRIES = 3;

/** In the trail and the thread, for who wonders why there is still one of two. */
const TAKES_THE_PLACE =
  'This is the first of two approvals now: whoever gave the one before is no approver any more.';

/** An approval in the last minute still has its time to be undone, and then so long to begin. */
const TIME_TO_START = HOUR;

/**
 * Applies the decision if the campaign still is what the person saw and the person may decide. Repeatable: of two
 * clicks, even at the same moment, one decides and the other is told who did.
 */
export async function decideCampaign(
  request: DecisionRequest,
  ports: DecisionPorts & { readonly lookOver: LookOver },
): Promise<DecisionResult> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const campaign = await ports.campaigns.get(request.number);
    const obstacle = await findObstacle(request, campaign, ports);
    if (obstacle !== null) return obstacle;
    const unfit = request.action === 'approve' ? await findUnfit(campaign!, ports.lookOver) : null;
    if (unfit !== null) return refuse('not fit', unfit);
    const decided = await ports.campaigns.transition(describeTransition(request, campaign!, ports));
    if (decided !== null) return { kind: 'decided', campaign: decided };
  }
  return refuse(
    'stale',
    `Campaign ${request.number} is being changed at this moment. Look at it again and decide.`,
  );
}

/** Why the click would decide nothing, before a person is asked for a comment; null when it would. */
export async function findDecisionObstacle(
  request: Omit<DecisionRequest, 'comment'>,
  ports: DecisionPorts,
): Promise<Obstacle | null> {
  const campaign = await ports.campaigns.get(request.number);
  return findObstacle({ ...request, comment: 'to be written' }, campaign, ports);
}

function describeTransition(
  { action, actor, comment, seenHash }: DecisionRequest,
  campaign: Campaign,
  { clock, policy }: DecisionPorts,
): CampaignTransition {
  const now = clock.now();
  const to = action === 'approve' ? stateAfterApproval(campaign, policy) : EFFECTS[action].to;
  const { id: campaignId, state: from, startsAt } = campaign;
  const transition = { campaignId, from, to, contentHash: seenHash, action, actor, at: now, comment };
  if (action === 'send now') return { ...transition, start: { seen: startsAt, at: now } };
  if (to === 'half approved') {
    const said = from === 'half approved' ? TAKES_THE_PLACE : comment;
    return { ...transition, comment: said, sender: campaign.sender ?? policy.sender };
  }
  if (to !== 'approved') return transition;
  const at = Math.max(now + policy.undoMinutes * MINUTE, campaign.schedule?.firstAt ?? now);
  const expiresAt = Math.max(campaign.expiresAt, at + TIME_TO_START);
  // Of two approvals the first one binds it.
  const sender = campaign.sender ?? policy.sender;
  return { ...transition, start: { seen: null, at }, sender, expiresAt };
}

/** Of two approvals both have to be of people who may approve when the second is given: one by who may not any more is none. */
function stateAfterApproval(
  { state, audienceSize, decision }: Campaign,
  { secondApproverAbove, approvers }: ApprovalPolicy,
): CampaignState {
  const needsTwo = secondApproverAbove !== null && audienceSize > secondApproverAbove;
  const hasOne = state === 'half approved' && decision !== null && approvers.includes(decision.actor);
  return needsTwo && !hasOne ? 'half approved' : 'approved';
}
