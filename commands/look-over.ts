/** Has a campaign looked over that nobody looked over as it reads now. */

import { type Campaign, WAITING_STATES } from '../src/domain/campaign.ts';
import type { CommandParts } from './command-parts.ts';

/** The campaign with what was found, to be drawn. Takes seconds where links are slow; nothing to do for what was decided already. */
export async function lookOver({ preflight }: CommandParts, campaign: Campaign): Promise<Campaign> {
  const isOpen = campaign.state === 'draft' || WAITING_STATES.includes(campaign.state);
  if (!isOpen || campaign.preflight?.contentHash === campaign.contentHash) return campaign;
  return { ...campaign, preflight: await preflight(campaign) };
}
