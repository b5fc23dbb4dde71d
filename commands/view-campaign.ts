/** Gathers what a campaign's card shows. */

import type { Card } from '../src/adapters/slack/card.ts';
import { type CampaignView, drawCampaign } from '../src/adapters/slack/draw-campaign.ts';
import { type Assignment, type Campaign, copyOf, isDue } from '../src/domain/campaign.ts';
import type { Offer } from '../src/domain/offer.ts';
import type { Product } from '../src/domain/product.ts';
import { WORDINGS, type Wording } from '../src/domain/strategy.ts';
import { AppError } from '../src/errors.ts';
import { gatherResults } from '../src/gather-results.ts';
import { expectDiscount } from '../src/strategize/expect-discount.ts';
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

/** The card of the campaign with this number as it stands now; null when there is none. */
export async function drawNumbered(parts: CommandParts, number: number): Promise<Card | null> {
  const campaign = await parts.stores.campaigns.get(number);
  return campaign === null ? null : drawCampaignNow(parts, campaign);
}

async function viewCampaign(parts: CommandParts, campaign: Campaign): Promise<CampaignView> {
  const { stores } = parts;
  const offers = await stores.offers.all();
  const offer = offers.find(({ id }) => id === campaign.strategy.offerId) ?? null;
  const drawn = await countDrawn(parts, campaign);
  return {
    campaign,
    sender: campaign.sender ?? parts.shop.current(),
    offer,
    isDue: isDue(campaign, parts.clock.now()),
    holdout: drawn.holdout,
    discountCents: expectDiscount(campaign.strategy, offer),
    samples: await renderSamples(parts, campaign, { offer, ...drawn }),
    results:
      campaign.sendStartedAt === null ? null : await gatherResults(parts, campaign, campaign.sendStartedAt),
  };
}

/** Who was drawn for what: how many are held out, and who gets each wording, with the first of them to show it by. */
interface Drawn {
  readonly holdout: number;
  readonly wordings: ReadonlyMap<Wording, { readonly contacts: number; readonly first: Assignment }>;
}

async function countDrawn({ stores }: CommandParts, { id }: Campaign): Promise<Drawn> {
  let holdout = 0;
  const wordings = new Map<Wording, { contacts: number; first: Assignment }>();
  for await (const assignment of stores.campaigns.audience(id)) {
    const wording = assignment.wording ?? 'A';
    const known = wordings.get(wording);
    if (assignment.variant === 'holdout') holdout += 1;
    else if (known === undefined) wordings.set(wording, { contacts: 1, first: assignment });
    else known.contacts += 1;
  }
  return { holdout, wordings };
}

async function renderSamples(
  parts: CommandParts,
  campaign: Campaign,
  { offer, wordings }: Pick<Drawn, 'wordings'> & { readonly offer: Offer | null },
): Promise<CampaignView['samples']> {
  const catalogue = new Map((await parts.stores.products.all()).map((product) => [product.id, product]));
  const samples: CampaignView['samples'][number][] = [];
  for (const wording of WORDINGS) {
    const drawn = wordings.get(wording);
    if (drawn === undefined) continue;
    const products = drawn.first.productIds.flatMap((id) => catalogue.get(id) ?? []);
    const words = await renderSample(parts, campaign, { wording, offer, products });
    samples.push({ wording, contacts: drawn.contacts, ...words });
  }
  return samples;
}

async function renderSample(
  { preview }: CommandParts,
  campaign: Campaign,
  {
    wording,
    ...facts
  }: { readonly wording: Wording; readonly offer: Offer | null; readonly products: readonly Product[] },
) {
  const copy = copyOf(campaign, wording);
  const { currency } = campaign.strategy;
  try {
    return await preview({ copy, currency, sender: campaign.sender, firstName: MASKED_NAME, ...facts });
  } catch (fault) {
    if (fault instanceof AppError)
      return {
        subject: copy.subject,
        previewText: '',
        text: `This cannot be sent as it is: ${fault.message}`,
      };
    throw fault;
  }
}
