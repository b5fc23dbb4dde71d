/** Looks a campaign over before a person may approve it: what its e-mails hold, where they lead, and who would really get one. */

import type { Campaign, CampaignStore } from '../domain/campaign.ts';
import { type Clock, DAY } from '../domain/clock.ts';
import type { EmailRenderer } from '../domain/email.ts';
import { REST_DAYS } from '../domain/message.ts';
import type { OfferStore } from '../domain/offer.ts';
import type { AskLink, Preflight, PreflightFinding } from '../domain/preflight.ts';
import type { Product, ProductStore } from '../domain/product.ts';
import { checkEmails, isShown } from './check-emails.ts';
import { checkLinks, type ShownProduct } from './check-links.ts';
import { checkOffer } from './check-offer.ts';
import { bindSender, type SenderSettings } from './compose-email.ts';
import { type Alike, groupAlike } from './render-all.ts';

export interface PreflightPorts {
  readonly campaigns: Pick<CampaignStore, 'audience' | 'countResting' | 'keepPreflight'>;
  readonly products: Pick<ProductStore, 'all'>;
  readonly offers: Pick<OfferStore, 'all'>;
  readonly renderer: EmailRenderer;
  readonly askLink: AskLink;
  readonly clock: Clock;
}

/** Every e-mail is rendered as it would go out, links are asked, and what was found is kept with the campaign. Repeatable. */
export async function checkCampaign(
  campaign: Campaign,
  ports: PreflightPorts,
  sender: SenderSettings,
): Promise<Preflight> {
  const settings = bindSender(sender, campaign);
  const groups = await groupAlike(ports.campaigns.audience(campaign.id));
  const products = new Map((await ports.products.all()).map((product) => [product.id, product]));
  const offers = await ports.offers.all();
  const offer = offers.find(({ id }) => id === campaign.strategy.offerId) ?? null;
  const mailed = groups.reduce((sum, { contacts }) => sum + contacts, 0);
  const { renderer, askLink, clock } = ports;
  const now = clock.now();
  const emails = await checkEmails(groups, { campaign, renderer, settings, offer, products });
  const { publicUrl } = settings;
  const leading = { products: listShown(groups, products), found: emails.links, publicUrl };
  const findings = [
    ...emails.findings,
    await checkLinks(leading, askLink),
    await checkRest(campaign, mailed, ports),
    ...checkOffer(campaign, offer, { mailed, now }),
  ];
  const preflight = { at: now, contentHash: campaign.contentHash, findings };
  await ports.campaigns.keepPreflight(campaign.id, preflight);
  return preflight;
}

/** Products with the number of e-mails that they stand in. */
function listShown(
  groups: readonly Alike[],
  products: ReadonlyMap<string, Product>,
): readonly ShownProduct[] {
  const emails = new Map<Product, number>();
  for (const { productIds, contacts } of groups)
    for (const id of productIds) {
      const product = products.get(id);
      if (product !== undefined && isShown(product))
        emails.set(product, (emails.get(product) ?? 0) + contacts);
    }
  return Array.from(emails, ([{ name, link }, number]) => ({ name, link, emails: number }));
}

/** Who was e-mailed within the rest days or is about to be gets nothing of this one, which a person should know before. */
async function checkRest(
  { id }: Campaign,
  mailed: number,
  { campaigns, clock }: PreflightPorts,
): Promise<PreflightFinding> {
  const resting = await campaigns.countResting(id, clock.now() - REST_DAYS * DAY);
  const check = 'rest days' as const;
  if (resting === 0)
    return { check, verdict: 'ok', says: `Nobody had another e-mail within ${REST_DAYS} days.` };
  const who = `${resting} of ${mailed} contacts had another campaign's e-mail within ${REST_DAYS} days, or are about to get one`;
  // Never more than a warning: it may be sent later than now, and the other campaign may still be stopped.
  return {
    check,
    verdict: 'warning',
    says:
      resting < mailed
        ? `${who}: sent now, these are left out.`
        : `${who}: sent now, nobody gets this one. Send it after they have rested.`,
  };
}
