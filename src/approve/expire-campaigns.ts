/** Campaigns that nobody approved and started in time end unsent. */

import type { Campaign, CampaignState } from '../domain/campaign.ts';
import { FLYWHEEL_ACTOR } from '../domain/campaign.ts';
import type { ApprovalPorts } from './propose-campaign.ts';

const EXPIRING: readonly CampaignState[] = ['draft', 'proposed', 'half approved', 'approved'];

/** More open campaigns than a team can read; what is beyond waits for the next call. */
const LIMIT = 10_000;

/**
 * Expires drafts, proposals and approved campaigns whose time is over and whose sending has not begun, and returns
 * them. One that is decided at this very moment is left to whoever decided. Repeatable.
 */
export async function expireCampaigns({ campaigns, clock }: ApprovalPorts): Promise<readonly Campaign[]> {
  const now = clock.now();
  const expired: Campaign[] = [];
  for (const campaign of await campaigns.list(EXPIRING, LIMIT)) {
    if (now < campaign.expiresAt) continue;
    const ended = await campaigns.transition({
      campaignId: campaign.id,
      from: campaign.state,
      to: 'expired',
      contentHash: campaign.contentHash,
      action: 'expire',
      actor: FLYWHEEL_ACTOR,
      at: now,
      comment: null,
    });
    if (ended !== null) expired.push(ended);
  }
  return expired;
}
