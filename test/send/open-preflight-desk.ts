/** A desk at which campaigns of a small shop are looked over before they may be approved: on real stores and real e-mails. */

import { createEmailRenderer } from '../../src/adapters/email/render-email.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { EmailRenderer } from '../../src/domain/email.ts';
import type { AskLink, PreflightCheck } from '../../src/domain/preflight.ts';
import { checkCampaign } from '../../src/send/check-campaign.ts';
import type { SenderSettings } from '../../src/send/compose-email.ts';
import { type MarketingShop, openMarketingShop } from '../support/marketing-shop.ts';

export const PUBLIC_URL = 'https://mail.shop.test';
const SETTINGS: SenderSettings = {
  publicUrl: PUBLIC_URL,
  mailFrom: 'Tea & Co <hello@shop.test>',
  postalAddress: '1 High Street, London',
  shopName: 'Tea & Co',
};
export const answers: AskLink = async () => ({ kind: 'answers' });

interface Changes {
  readonly askLink?: AskLink;
  readonly settings?: Partial<SenderSettings>;
  readonly renderer?: EmailRenderer;
}

export type PreflightDesk = Awaited<ReturnType<typeof openPreflightDesk>>;

/** Three contacts whom each campaign is addressed to. */
export async function openPreflightDesk() {
  const shop: MarketingShop = await openMarketingShop();
  const contacts: string[] = [];
  for (const name of ['ann', 'bob', 'eve']) contacts.push((await shop.addContact(name)).id);
  return {
    shop,
    contacts,
    propose: (options: Parameters<MarketingShop['addCampaign']>[1] = {}) =>
      shop.addCampaign(contacts, { state: 'proposed', productIds: ['pot'], ...options }),
    async check(
      campaign: Campaign,
      { askLink = answers, settings = {}, renderer = createEmailRenderer() }: Changes = {},
    ) {
      const { clock, stores } = shop;
      const ports = { ...stores, clock, renderer, askLink };
      const { findings } = await checkCampaign(campaign, ports, { ...SETTINGS, ...settings });
      return {
        findings,
        of: (wanted: PreflightCheck) => findings.find((finding) => finding.check === wanted)!,
        amiss: findings.filter(({ verdict }) => verdict !== 'ok').map(({ check }) => check),
      };
    },
  };
}
