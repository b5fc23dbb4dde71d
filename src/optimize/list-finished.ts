/** The campaigns whose outcome is known: the others would be counted as having done nothing. */

import type { Campaign, CampaignStore } from '../domain/campaign.ts';
import { DAY } from '../domain/clock.ts';

export interface FinishedCampaign {
  readonly campaign: Campaign;
  /** Epoch milliseconds. */
  readonly sendStartedAt: number;
}

const CAMPAIGNS_LISTED = 1_000;

/**
 * Those that began to send and whose outcome window had closed by `knownUntil` (epoch milliseconds: the present, or where
 * the data end before it), newest first. One stopped before it began, or still under way, is left out.
 */
export async function listFinished(
  campaigns: Pick<CampaignStore, 'list'>,
  knownUntil: number,
): Promise<readonly FinishedCampaign[]> {
  const begun = await campaigns.list(['sending', 'paused', 'sent', 'stopped'], CAMPAIGNS_LISTED);
  return begun.flatMap((campaign) => {
    const { sendStartedAt, strategy } = campaign;
    if (sendStartedAt === null || sendStartedAt + strategy.outcomeWindowDays * DAY > knownUntil) return [];
    return [{ campaign, sendStartedAt }];
  });
}
