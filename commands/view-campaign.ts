/** Gathers what a campaign's card shows. */

import type { Card } from '../src/adapters/slack/card.ts';
import {
  type CampaignResults,
  type CampaignView,
  drawCampaign,
} from '../src/adapters/slack/draw-campaign.ts';
import type { Assignment, Campaign } from '../src/domain/campaign.ts';
import { DAY } from '../src/domain/clock.ts';
import { AppError } from '../src/errors.ts';
import { ATTRIBUTION_WINDOW_DAYS } from '../src/feedback/create-feedback.ts';
import { type CampaignReport, reportCampaign } from '../src/feedback/report-campaign.ts';
import { reportUplift } from '../src/optimize/report-uplift.ts';
import type { CommandParts } from './command-parts.ts';

/** Shown in place of the first name of the contact whose e-mail stands for all. */
const MASKED_NAME = 'Alex';

export async function drawCampaignNow(
  parts: CommandParts,
  campaign: Campaign,
  notice?: string,
): Promise<Card> {
  return drawCampaign({
    ...(await viewCampaign(parts, campaign)),
    ...(notice === undefined ? {} : { notice }),
  });
}

async function viewCampaign(parts: CommandParts, campaign: Campaign): Promise<CampaignView> {
  const { stores } = parts;
  const offers = await stores.offers.all();
  const offer = offers.find(({ id }) => id === campaign.strategy.offerId) ?? null;
  let holdout = 0;
  let first: Assignment | null = null;
  for await (const assignment of stores.campaigns.audience(campaign.id)) {
    if (assignment.variant === 'holdout') holdout += 1;
    else first ??= assignment;
  }
  return {
    campaign,
    offer,
    holdout,
    sample: first === null ? null : await renderSample(parts, campaign, { assignment: first, offer }),
    results:
      campaign.sendStartedAt === null ? null : await gatherResults(parts, campaign, campaign.sendStartedAt),
  };
}

async function renderSample(
  { stores, preview }: CommandParts,
  { copy, strategy }: Campaign,
  {
    assignment,
    offer,
  }: {
    readonly assignment: Assignment;
    readonly offer: Awaited<ReturnType<CommandParts['stores']['offers']['all']>>[number] | null;
  },
): Promise<CampaignView['sample']> {
  const catalogue = new Map((await stores.products.all()).map((product) => [product.id, product]));
  const products = assignment.productIds.flatMap((id) => catalogue.get(id) ?? []);
  try {
    return await preview({ copy, currency: strategy.currency, firstName: MASKED_NAME, offer, products });
  } catch (fault) {
    if (fault instanceof AppError)
      return { subject: copy.subject, text: `This cannot be sent as it is: ${fault.message}` };
    throw fault;
  }
}

async function gatherResults(
  { stores, clock }: CommandParts,
  campaign: Campaign,
  sendStartedAt: number,
): Promise<CampaignResults> {
  await stores.outcomes.attributeOrders(ATTRIBUTION_WINDOW_DAYS, campaign.id);
  const counts = await stores.outcomes.counts(campaign.id);
  const now = clock.now();
  const { outcomeWindowDays } = campaign.strategy;
  const arms = await stores.outcomes.arms(campaign.id, outcomeWindowDays, now);
  return {
    messages: await stores.outbox.counts(campaign.id),
    rates: toRates(reportCampaign(counts)),
    revenueCents: counts.revenueCents,
    conversionWindowDays: ATTRIBUTION_WINDOW_DAYS,
    uplift: reportUplift(arms, { now, windowEndsAt: sendStartedAt + outcomeWindowDays * DAY }).words,
  };
}

function toRates({
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
