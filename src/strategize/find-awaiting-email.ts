/** Who is about to get an e-mail already, and so is not asked for another. */

import type { CampaignStore } from '../domain/campaign.ts';

const CAMPAIGNS_LOOKED_AT = 1_000;

/** The treated of all campaigns that are approved or still sending. Who is held out of one may be in another. */
export async function findAwaitingEmail(
  campaigns: Pick<CampaignStore, 'list' | 'audience'>,
): Promise<ReadonlySet<string>> {
  const awaiting = new Set<string>();
  for (const { id } of await campaigns.list(
    ['half approved', 'approved', 'sending', 'paused'],
    CAMPAIGNS_LOOKED_AT,
  ))
    for await (const { contactId, variant } of campaigns.audience(id))
      if (variant === 'treated') awaiting.add(contactId);
  return awaiting;
}
