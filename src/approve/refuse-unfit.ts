/** Keeps what is not fit to be sent from being approved. */

import type { Campaign } from '../domain/campaign.ts';
import type { Preflight } from '../domain/preflight.ts';

/** Looks a campaign over as it is at this moment. */
export type LookOver = (campaign: Campaign) => Promise<Preflight>;

/** Why the campaign must not be approved as it is now, in words that say what to do; null when it may. */
export async function findUnfit(campaign: Campaign, lookOver: LookOver): Promise<string | null> {
  const { findings } = await lookOver(campaign);
  const failing = findings.filter(({ verdict }) => verdict === 'fails');
  if (failing.length === 0) return null;
  const why = failing.map(({ check, says }) => `${check}: ${says}`).join(' ');
  return `Campaign ${campaign.number} cannot be approved as it is. ${why}`;
}
