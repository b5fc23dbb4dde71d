/** Who was drawn to get an e-mail, and who to get none, in the campaigns that are over. */

import type { CampaignStore } from '../domain/campaign.ts';
import { DAY } from '../domain/clock.ts';
import type { Trial, Trials } from '../domain/trial.ts';
import { listFinished } from './list-finished.ts';

/** Whom an e-mail moved two years ago says little of whom it moves now. */
const WITHIN = 365 * DAY;
/** A night holds them all in memory. */
const MOST_TRIALS = 500_000;

/**
 * Of the campaigns of the year before `knownUntil` (epoch milliseconds) that held somebody out, the newest first, until
 * there are half a million trials. Nobody is compared with a campaign that everybody got.
 */
export async function listTrials(
  { campaigns }: { readonly campaigns: Pick<CampaignStore, 'list' | 'audience'> },
  knownUntil: number,
): Promise<Trials> {
  const trials = new Map<string, Trial[]>();
  let count = 0;
  for (const { campaign, sendStartedAt: at } of await listFinished(campaigns, knownUntil)) {
    const { holdoutShare, outcomeWindowDays } = campaign.strategy;
    if (holdoutShare === 0 || at < knownUntil - WITHIN) continue;
    if (count >= MOST_TRIALS) break;
    for await (const { contactId, variant } of campaigns.audience(campaign.id)) {
      const trial = { campaignId: campaign.id, treated: variant === 'treated', at, outcomeWindowDays };
      trials.set(contactId, [...(trials.get(contactId) ?? []), trial]);
      count += 1;
    }
  }
  return trials;
}
