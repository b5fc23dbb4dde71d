/** Looking a campaign over before it may be approved: on real stores and real e-mails. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmailRenderer } from '../../src/adapters/email/render-email.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { Offer } from '../../src/domain/offer.ts';
import type { AskLink, PreflightCheck } from '../../src/domain/preflight.ts';
import { checkCampaign } from '../../src/send/check-campaign.ts';
import type { SenderSettings } from '../../src/send/compose-email.ts';
import { buildProduct, type MarketingShop, openMarketingShop, START } from '../support/marketing-shop.ts';

const SETTINGS: SenderSettings = {
  publicUrl: 'https://mail.shop.test',
  mailFrom: 'Tea & Co <hello@shop.test>',
  postalAddress: '1 High Street, London',
  shopName: 'Tea & Co',
};
const answers: AskLink = async () => ({ kind: 'answers' });

let shop: MarketingShop;
let contacts: string[];
beforeEach(async () => {
  shop = await openMarketingShop();
  contacts = [];
  for (const name of ['ann', 'bob', 'eve']) contacts.push((await shop.addContact(name)).id);
});
afterEach(() => shop.close());

async function check(
  campaign: Campaign,
  { askLink = answers, settings = {} }: { askLink?: AskLink; settings?: Partial<SenderSettings> } = {},
) {
  const { clock, stores } = shop;
  const ports = { ...stores, clock, renderer: createEmailRenderer(), askLink };
  const { findings } = await checkCampaign(campaign, ports, { ...SETTINGS, ...settings });
  return {
    findings,
    of: (wanted: PreflightCheck) => findings.find((finding) => finding.check === wanted)!,
    amiss: findings.filter(({ verdict }) => verdict !== 'ok').map(({ check }) => check),
  };
}

const propose = (options: Parameters<MarketingShop['addCampaign']>[1] = {}) =>
  shop.addCampaign(contacts, { state: 'proposed', productIds: ['pot'], ...options });

it('finds nothing amiss with an e-mail that is well, and keeps what it found with the campaign', async () => {
  const campaign = await propose();
  const { findings, amiss } = await check(campaign);
  expect(amiss).toEqual([]);
  expect(findings.map(({ check }) => check)).not.toContain('coupons');
  const kept = (await shop.stores.campaigns.byId(campaign.id))!.preflight;
  expect(kept).toEqual({ at: START, contentHash: campaign.contentHash, findings });
});

describe('the words', () => {
  it('fail when a variable is missing for one of many contacts only', async () => {
    await shop.stores.products.put([buildProduct('sold-out', { stock: 0 })], START);
    const campaign = await propose({
      copy: { body: 'Still here: {{ products[0].name }}' },
      productsOf: { [contacts[2]!]: ['sold-out'] },
    });
    const { of, amiss } = await check(campaign);
    expect(amiss).toEqual(['words filled in']);
    expect(of('words filled in')).toMatchObject({ verdict: 'fails' });
    expect(of('words filled in').says).toMatch(/^1 of 3 e-mails cannot be written: .*products/);
  });

  it('are looked at in both wordings', async () => {
    const campaign = await propose({
      copyB: { subject: '100% guaranteed!!', body: '{{ contact.nickname }}' },
    });
    const broken = await check(campaign);
    expect(broken.of('words filled in').says).toContain('1 of 3 e-mails');
    const louder = await check(await propose({ copyB: { subject: 'ACT NOW, THIS IS 100% GUARANTEED!!' } }));
    expect(louder.of('spam words')).toMatchObject({ verdict: 'warning' });
    expect(louder.of('spam words').says).toMatch(/capitals only.*several exclamation marks.*100% guaranteed/);
  });

  it('fail when the e-mail would be clipped', async () => {
    const { of } = await check(await propose({ copy: { body: '蜡'.repeat(40_000) } }));
    expect(of('size')).toMatchObject({ verdict: 'fails' });
    expect(of('words filled in').verdict).toBe('ok');
  });

  it('fail without a postal address', async () => {
    const { of } = await check(await propose(), { settings: { postalAddress: '' } });
    expect(of('postal address')).toMatchObject({ verdict: 'fails' });
    expect(of('postal address').says).toContain('POSTAL_ADDRESS');
  });
});

describe('pictures', () => {
  it('over plain http are a warning', async () => {
    await shop.stores.products.put([buildProduct('pot', { imageUrl: 'http://shop.test/pot.png' })], START);
    expect((await check(await propose())).of('pictures')).toMatchObject({
      verdict: 'warning',
      says: expect.stringContaining('3 of 3 e-mails have a picture over http'),
    });
  });
});

describe('links', () => {
  it('that lead to a page that is gone fail, named by their product', async () => {
    const askLink: AskLink = async () => ({ kind: 'gone', why: 'the page is gone (404)' });
    const { of } = await check(await propose(), { askLink });
    expect(of('links answer')).toMatchObject({ verdict: 'fails' });
    expect(of('links answer').says).toContain('“Tea pot”: the page is gone (404)');
  });

  it('of a server that is silent are a warning, after asking it once', async () => {
    await shop.stores.products.put([buildProduct('mug', { name: 'Mug' })], START);
    const asked: string[] = [];
    const askLink: AskLink = async (url) => {
      asked.push(url);
      return { kind: 'unclear', why: 'its server does not answer', hostSilent: true };
    };
    const { of } = await check(await propose({ productIds: ['pot', 'mug'] }), { askLink });
    expect(of('links answer')).toMatchObject({ verdict: 'warning' });
    expect(asked).toHaveLength(1);
  });

  it('are asked directly, not through our own click tracking, and only of products that are shown', async () => {
    await shop.stores.products.put([buildProduct('sold-out', { stock: 0 })], START);
    const asked: string[] = [];
    const askLink: AskLink = async (url) => {
      asked.push(url);
      return { kind: 'answers' };
    };
    await check(await propose({ productIds: ['pot', 'sold-out'] }), { askLink });
    expect(asked).toEqual(['https://shop.test/p/pot?from=mail']);
  });
});

describe('rest days', () => {
  it('warn of contacts whom another approved campaign is about to mail, and say when that is all', async () => {
    const campaign = await propose();
    await shop.addCampaign(contacts.slice(0, 2), { state: 'approved', holdout: [contacts[2]!] });
    const some = await check(campaign);
    expect(some.of('rest days')).toMatchObject({ verdict: 'warning' });
    expect(some.of('rest days').says).toContain('2 of 3 contacts');
    await shop.addCampaign(contacts.slice(2), { state: 'approved' });
    expect((await check(campaign)).of('rest days').says).toContain('nobody gets this one');
  });

  it('count an e-mail that was sent within them, and not one from before', async () => {
    const campaign = await propose();
    const other = await shop.addCampaign(contacts.slice(0, 1), { state: 'approved' });
    await sendAll(other);
    expect((await check(campaign)).of('rest days').says).toContain('1 of 3 contacts');
    shop.clock.move(8 * DAY);
    expect((await check(campaign)).of('rest days').verdict).toBe('ok');
  });
});

describe('coupons', () => {
  const offer: Offer = {
    id: 'ten',
    name: 'Ten percent',
    kind: 'percent',
    value: 10,
    currency: null,
    validFrom: START - DAY,
    validTo: START + 30 * DAY,
    maxCoupons: null,
  };

  it.each([
    [{}, 'ok', 'a coupon for each of the 3'],
    [{ maxCoupons: 2 }, 'fails', '2 coupons left for 3 contacts'],
    [{ validTo: START }, 'fails', 'has ended'],
    [{ validTo: START + DAY }, 'warning', 'ends within 2 days'],
  ])('with %j: %s', async (change, verdict, says) => {
    await shop.stores.offers.put([{ ...offer, ...change }]);
    const found = (await check(await propose({ offerId: 'ten' }))).of('coupons');
    expect(found.verdict).toBe(verdict);
    expect(found.says).toContain(says);
  });
});

async function sendAll({ id, contentHash }: Campaign): Promise<void> {
  const { outbox, campaigns } = shop.stores;
  const at = shop.clock.now();
  await outbox.enqueue(id, at);
  const start = { campaignId: id, contentHash, actor: 'flywheel', at, comment: null } as const;
  await campaigns.transition({ ...start, from: 'approved', to: 'sending', action: 'start sending' });
  const claimed = await outbox.claim({ owner: 'w', limit: 10, now: at, leaseUntil: at + 1000 });
  const steps = claimed.map((message) => ({ messageId: message.id, at }));
  await outbox.transition(
    'w',
    steps.map((step) => ({ ...step, from: 'claimed', to: 'sending' }) as const),
  );
  await outbox.transition(
    'w',
    steps.map((step) => ({ ...step, from: 'sending', to: 'sent' }) as const),
  );
  await campaigns.transition({ ...start, from: 'sending', to: 'sent', action: 'finish sending' });
}
