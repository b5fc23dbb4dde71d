/** Looking a campaign over before it may be approved: on real stores and real e-mails. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { Offer } from '../../src/domain/offer.ts';
import { buildProduct, START } from '../support/marketing-shop.ts';
import { openPreflightDesk, type PreflightDesk } from './open-preflight-desk.ts';

let desk: PreflightDesk;
beforeEach(async () => {
  desk = await openPreflightDesk();
});
afterEach(() => desk.shop.close());

it('finds nothing amiss with an e-mail that is well, and keeps what it found with the campaign', async () => {
  const campaign = await desk.propose();
  const { findings, amiss } = await desk.check(campaign);
  expect(amiss).toEqual([]);
  expect(findings.map(({ check }) => check)).not.toContain('coupons');
  const kept = (await desk.shop.stores.campaigns.byId(campaign.id))!.preflight;
  expect(kept).toEqual({ at: START, contentHash: campaign.contentHash, findings });
});

describe('the words', () => {
  it('fail when a variable is missing for one of many contacts only', async () => {
    await desk.shop.stores.products.put([buildProduct('sold-out', { stock: 0 })], START);
    const campaign = await desk.propose({
      copy: { body: 'Still here: {{ products[0].name }}' },
      productsOf: { [desk.contacts[2]!]: ['sold-out'] },
    });
    const { of, amiss } = await desk.check(campaign);
    expect(amiss).toEqual(['words filled in']);
    expect(of('words filled in')).toMatchObject({ verdict: 'fails' });
    expect(of('words filled in').says).toMatch(/^1 of 3 e-mails cannot be written: .*products/);
  });

  it('are looked at in both wordings', async () => {
    const campaign = await desk.propose({
      copyB: { subject: '100% guaranteed!!', body: '{{ contact.nickname }}' },
    });
    const broken = await desk.check(campaign);
    expect(broken.of('words filled in').says).toContain('1 of 3 e-mails');
    const louder = await desk.check(
      await desk.propose({ copyB: { subject: 'ACT NOW, THIS IS 100% GUARANTEED!!' } }),
    );
    expect(louder.of('spam words')).toMatchObject({ verdict: 'warning' });
    expect(louder.of('spam words').says).toMatch(/capitals only.*several exclamation marks.*100% guaranteed/);
  });

  it('fail when the e-mail would be clipped', async () => {
    const { of } = await desk.check(await desk.propose({ copy: { body: '蜡'.repeat(40_000) } }));
    expect(of('size')).toMatchObject({ verdict: 'fails' });
    expect(of('words filled in').verdict).toBe('ok');
  });

  it('fail without a postal address', async () => {
    const { of } = await desk.check(await desk.propose(), { settings: { postalAddress: '' } });
    expect(of('postal address')).toMatchObject({ verdict: 'fails' });
    expect(of('postal address').says).toContain('POSTAL_ADDRESS');
  });
});

describe('rest days', () => {
  it('warn of contacts whom another approved campaign is about to mail, and say when that is all', async () => {
    const campaign = await desk.propose();
    await desk.shop.addCampaign(desk.contacts.slice(0, 2), {
      state: 'approved',
      holdout: [desk.contacts[2]!],
    });
    const some = await desk.check(campaign);
    expect(some.of('rest days')).toMatchObject({ verdict: 'warning' });
    expect(some.of('rest days').says).toContain('2 of 3 contacts');
    await desk.shop.addCampaign(desk.contacts.slice(2), { state: 'approved' });
    expect((await desk.check(campaign)).of('rest days').says).toContain('nobody gets this one');
  });

  it('count an e-mail that was sent within them, and not one from before', async () => {
    const campaign = await desk.propose();
    const other = await desk.shop.addCampaign(desk.contacts.slice(0, 1), { state: 'approved' });
    await sendAll(other);
    expect((await desk.check(campaign)).of('rest days').says).toContain('1 of 3 contacts');
    desk.shop.clock.move(8 * DAY);
    expect((await desk.check(campaign)).of('rest days').verdict).toBe('ok');
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
    await desk.shop.stores.offers.put([{ ...offer, ...change }]);
    const found = (await desk.check(await desk.propose({ offerId: 'ten' }))).of('coupons');
    expect(found.verdict).toBe(verdict);
    expect(found.says).toContain(says);
  });
});

async function sendAll({ id, contentHash }: Campaign): Promise<void> {
  const { outbox, campaigns } = desk.shop.stores;
  const at = desk.shop.clock.now();
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
