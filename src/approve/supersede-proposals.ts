/** Tonight's proposal of a kind takes the place of the bot's earlier one that nobody touched. */

import { type Campaign, FLYWHEEL_ACTOR } from '../domain/campaign.ts';
import type { StrategyKind } from '../domain/strategy.ts';
import type { ApprovalPorts } from './propose-campaign.ts';

/** More open proposals than a team can read. */
const LIMIT = 10_000;

/**
 * Supersedes the bot's own open proposals of the kind, except the one to keep, and returns them. What a person
 * requested, revised, sent back, scheduled or decided on is not touched. Call it after the new one is stored, so that there is always one.
 */
export async function supersedeProposals(
  { kind, keep }: { readonly kind: StrategyKind; readonly keep: Campaign },
  { campaigns, clock }: ApprovalPorts,
): Promise<readonly Campaign[]> {
  const superseded: Campaign[] = [];
  for (const campaign of await campaigns.list(['proposed'], LIMIT)) {
    if (campaign.id === keep.id || campaign.strategy.kind !== kind || !isUntouched(campaign)) continue;
    const ended = await campaigns.transition({
      campaignId: campaign.id,
      from: 'proposed',
      to: 'superseded',
      contentHash: campaign.contentHash,
      action: 'supersede',
      actor: FLYWHEEL_ACTOR,
      at: clock.now(),
      comment: `campaign ${keep.number} replaces it`,
    });
    if (ended !== null) superseded.push(ended);
  }
  return superseded;
}

function isUntouched(campaign: Campaign): boolean {
  const { requestedBy, changedBy, decision, schedule } = campaign;
  const isOurs = requestedBy === FLYWHEEL_ACTOR && changedBy === FLYWHEEL_ACTOR;
  return isOurs && decision === null && schedule === null;
}
