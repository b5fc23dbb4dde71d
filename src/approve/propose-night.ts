/** Puts a night's strategies before the team: each becomes a campaign that waits for approval, in place of last night's. */

import { type Campaign, FLYWHEEL_ACTOR } from '../domain/campaign.ts';
import type { Strategy } from '../domain/strategy.ts';
import { expireCampaigns } from './expire-campaigns.ts';
import { type ApprovalPorts, proposeCampaign } from './propose-campaign.ts';
import { supersedeProposals } from './supersede-proposals.ts';

/** A proposal rests on a night's scores; after a week they are stale. */
const EXPIRY_DAYS = 7;

/**
 * Returns the new campaigns in the order of the strategies. What people touched stays as it is, and a strategy that can
 * be sent to nobody yet becomes no campaign.
 */
export async function proposeNight(
  strategies: readonly Strategy[],
  ports: ApprovalPorts,
): Promise<readonly Campaign[]> {
  await expireCampaigns(ports);
  const proposed: Campaign[] = [];
  for (const strategy of strategies.filter(({ audience }) => audience.length > 0)) {
    const campaign = await proposeCampaign(
      { strategy, requestedBy: FLYWHEEL_ACTOR, expiryDays: EXPIRY_DAYS, seed: strategy.id },
      ports,
    );
    await supersedeProposals({ kind: strategy.kind, keep: campaign }, ports);
    proposed.push(campaign);
  }
  return proposed;
}
