/** Gathers what came back of a campaign, for its card and for whoever tells of it. */

import type { Campaign } from './domain/campaign.ts';
import { type Clock, DAY } from './domain/clock.ts';
import type { OutcomeCounts } from './domain/outcome.ts';
import type { CampaignResults } from './domain/results.ts';
import type { Stores } from './domain/stores.ts';
import { WORDINGS } from './domain/strategy.ts';
import { ATTRIBUTION_WINDOW_DAYS } from './feedback/create-feedback.ts';
import { type CampaignReport, reportCampaign } from './feedback/report-campaign.ts';
import { compareWordings } from './optimize/compare-wordings.ts';
import { reportUplift, type UpliftMoment } from './optimize/report-uplift.ts';

export interface ResultPorts {
  readonly stores: Stores;
  readonly clock: Clock;
}

/** Ties late orders to the campaign's messages first, so that what is told is what is known now. */
export async function gatherResults(
  { stores, clock }: ResultPorts,
  campaign: Campaign,
  sendStartedAt: number,
): Promise<CampaignResults> {
  await stores.outcomes.attributeOrders(ATTRIBUTION_WINDOW_DAYS, { campaignId: campaign.id });
  const counts = await stores.outcomes.counts(campaign.id);
  const now = clock.now();
  const { outcomeWindowDays } = campaign.strategy;
  const arms = await stores.outcomes.arms(campaign.id, outcomeWindowDays, now);
  const moment = { now, windowEndsAt: sendStartedAt + outcomeWindowDays * DAY };
  return {
    messages: await stores.outbox.counts(campaign.id),
    wordings: campaign.copyB === null ? null : await gatherWordings(stores, campaign, moment),
    rates: toRates(reportCampaign(counts)),
    revenueCents: counts.revenueCents,
    conversionWindowDays: ATTRIBUTION_WINDOW_DAYS,
    uplift: reportUplift(arms, moment).words,
  };
}

async function gatherWordings(
  { outcomes }: Stores,
  { id }: Campaign,
  moment: UpliftMoment,
): Promise<CampaignResults['wordings']> {
  const [A, B] = await Promise.all(WORDINGS.map((wording) => outcomes.counts(id, wording)));
  const rates = (counts: OutcomeCounts) =>
    toRates(reportCampaign(counts)).filter(({ name }) => name === 'Click rate' || name === 'Conversion rate');
  return {
    rates: { A: rates(A!), B: rates(B!) },
    verdict: compareWordings({ A: A!, B: B! }, moment).words,
  };
}

/** A campaign's rates in the order in which they are read. */
export function toRates({
  openRate,
  clickRate,
  conversionRate,
  unsubscribeRate,
}: CampaignReport): CampaignResults['rates'] {
  return [
    { name: 'Open rate', ...openRate },
    { name: 'Click rate', ...clickRate },
    { name: 'Conversion rate', ...conversionRate },
    { name: 'Unsubscribe rate', ...unsubscribeRate },
  ];
}
