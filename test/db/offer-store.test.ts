import { describe, expect, it } from 'vitest';
import type { StoreParts } from '../../db/database.ts';
import { createCampaignStore } from '../../db/stores/campaign-store.ts';
import { createContactStore } from '../../db/stores/contact-store.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { createOfferStore } from '../../db/stores/offer-store.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import type { CouponRequest, Offer } from '../../src/domain/offer.ts';
import { anEvent, aProposal, aSendingCampaign, aTransition, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

const anOffer = (changes: Partial<Offer> = {}): Offer => ({
  id: 'ten',
  name: '10 % off',
  kind: 'percent',
  value: 10,
  currency: null,
  validFrom: T0,
  validTo: T0 + 9 * DAY,
  maxCoupons: null,
  ...changes,
});

const aRequest = (contactId: string, changes: Partial<CouponRequest> = {}): CouponRequest => ({
  offerId: 'ten',
  contactId,
  campaignId: 'k1',
  code: `CODE-${contactId}`,
  at: T0,
  ...changes,
});

/** How a coupon stands: issuing it again gives it back. */
const look = (parts: StoreParts, contactId: string) => createOfferStore(parts).issue(aRequest(contactId));

describeOnEachDatabase('offer store', (stage) => {
  it('keeps offers by id, and replaces them', async () => {
    const offers = createOfferStore(stage.parts());
    await offers.put([anOffer(), anOffer({ id: 'five', kind: 'amount', value: 500, currency: 'EUR' })]);
    await offers.put([anOffer({ name: 'Ten off', maxCoupons: 3 })]);
    const unused = { issued: 0, redeemed: 0 };
    expect(await offers.all()).toEqual([
      { ...anOffer({ id: 'five', kind: 'amount', value: 500, currency: 'EUR' }), ...unused },
      { ...anOffer({ name: 'Ten off', maxCoupons: 3 }), ...unused },
    ]);
  });

  describe('which an open campaign promises', () => {
    const promising = { strategy: { ...aProposal().strategy, offerId: 'ten' } };
    const longer = anOffer({ validTo: T0 + 99 * DAY, maxCoupons: 9 });

    /** The offer, and a campaign that promises it, brought as far as `to`. */
    async function promise(to: 'proposed' | 'approved' | 'sending' | 'rejected') {
      const offers = createOfferStore(stage.parts());
      await offers.put([anOffer({ maxCoupons: 5 })]);
      if (to === 'sending') return { offers, campaign: await aSendingCampaign(stage.parts(), promising) };
      const campaigns = createCampaignStore(stage.parts());
      const campaign = await campaigns.propose(aProposal(promising));
      const action = to === 'rejected' ? 'reject' : 'approve';
      if (to !== 'proposed') await campaigns.transition(aTransition(campaign, { to, action }));
      return { offers, campaign };
    }

    it.each<[string, Partial<Offer>]>([
      ['name', { name: '20 % off' }],
      ['value', { value: 5 }],
      ['kind', { kind: 'free shipping', value: 0 }],
      ['currency', { currency: 'EUR' }],
      ['end', { validTo: T0 + DAY }],
      ['beginning', { validFrom: T0 + 1 }],
      ['number of coupons', { maxCoupons: 4 }],
    ])('cannot get another %s, and nothing else is stored with it', async (_, change) => {
      const { offers, campaign } = await promise('approved');
      const refused = offers.put([anOffer({ id: 'a new one' }), anOffer({ maxCoupons: 5, ...change })]);
      await expect(refused).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(new RegExp(`^Campaign ${campaign.number} .*another id, or reject`)),
      });
      expect(await offers.all()).toEqual([{ ...anOffer({ maxCoupons: 5 }), issued: 0, redeemed: 0 }]);
    });

    it.each(['proposed', 'sending'] as const)('and that is %s, can only last longer', async (state) => {
      const { offers } = await promise(state);
      await expect(offers.put([anOffer({ value: 5 })])).rejects.toMatchObject({ code: 'conflict' });
      await offers.put([longer]);
      expect(await offers.all()).toMatchObject([longer]);
    });

    it('can change once the campaign is rejected, and others always', async () => {
      const { offers } = await promise('rejected');
      await offers.put([anOffer({ value: 5 })]);
      expect(await offers.all()).toMatchObject([{ value: 5 }]);
    });
  });

  it('issues one coupon per contact, campaign and offer, and the same again', async () => {
    const parts = stage.parts();
    const offers = createOfferStore(parts);
    await offers.put([anOffer({ maxCoupons: 2 }), anOffer({ id: 'free', kind: 'free shipping', value: 0 })]);
    const coupon = await offers.issue(aRequest('c1'));
    expect(coupon).toEqual({
      code: 'CODE-c1',
      offerId: 'ten',
      contactId: 'c1',
      campaignId: 'k1',
      issuedAt: T0,
      redeemedAt: null,
      orderId: null,
    });
    const later = aRequest('c1', { code: 'ANOTHER', at: T0 + 99 * DAY });
    expect(await offers.issue(later)).toEqual(coupon);
    expect(await offers.issue(aRequest('c1', { campaignId: 'k2', code: 'K2' }))).toMatchObject({
      code: 'K2',
    });
    expect(await offers.issue(aRequest('c1', { offerId: 'free', code: 'F' }))).toMatchObject({ code: 'F' });
    expect((await offers.all()).map(({ id, issued }) => ({ id, issued }))).toEqual([
      { id: 'free', issued: 1 },
      { id: 'ten', issued: 2 },
    ]);
  });

  it.each([
    ['is not valid yet', {}, { at: T0 - 1 }],
    ['has ended', {}, { at: T0 + 9 * DAY }],
    ['has no coupons left', { maxCoupons: 0 }, {}],
    ['there is no offer none any more', {}, { offerId: 'none' }],
  ])('refuses a coupon and says why: %s', async (why, offer, request) => {
    const offers = createOfferStore(stage.parts());
    await offers.put([anOffer(offer)]);
    const refused = offers.issue(aRequest('c1', request));
    await expect(refused).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(why) });
    expect(await offers.all()).toMatchObject([{ issued: 0 }]);
  });

  it('issues no more coupons than there are though two processes ask at once', async () => {
    await createOfferStore(stage.parts()).put([anOffer({ maxCoupons: 5 })]);
    const stores = [createOfferStore(stage.parts()), createOfferStore(stage.rival())];
    const asked = Array.from({ length: 16 }, (_, n) => stores[n % 2]!.issue(aRequest(`c${n}`)));
    const issued = (await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled');
    expect(issued).toHaveLength(5);
    expect(await stores[0]!.all()).toMatchObject([{ issued: 5 }]);
  });

  it('issues one coupon to a contact for whom two processes ask at once', async () => {
    await createOfferStore(stage.parts()).put([anOffer()]);
    const asked = [stage.parts(), stage.rival(), stage.parts(), stage.rival()].map((parts, n) =>
      createOfferStore(parts).issue(aRequest('c1', { code: `CODE-${n}` })),
    );
    expect(new Set((await Promise.all(asked)).map(({ code }) => code)).size).toBe(1);
  });

  it('shows a second tenant nothing of the first', async () => {
    const offers = createOfferStore(stage.parts());
    await offers.put([anOffer({ maxCoupons: 1 })]);
    await offers.issue(aRequest('c1'));
    const strange = createOfferStore(stage.stranger());
    expect(await strange.all()).toEqual([]);
    await strange.put([anOffer({ maxCoupons: 1 })]);
    expect(await strange.issue(aRequest('c2'))).toMatchObject({ contactId: 'c2' });
    expect(await offers.all()).toMatchObject([{ issued: 1 }]);
  });
});

describeOnEachDatabase('a coupon', (stage) => {
  /** The contact's coupon, then events of hers and of somebody else's. */
  async function redeem(...events: readonly NewEvent[]) {
    const parts = stage.parts();
    await createEventStore(parts).ingest([anEvent('first')], []);
    const { id } = (await createContactStore(parts).find('ann'))!;
    await createOfferStore(parts).put([anOffer()]);
    const { code } = await createOfferStore(parts).issue(aRequest(id, { code: '7KQ2M-XB9TD' }));
    const used = events.map((event) => ({ ...event, couponCode: event.couponCode ?? code }));
    await createEventStore(parts).ingest(used, []);
    return { coupon: await look(parts, id), offers: await createOfferStore(parts).all() };
  }
  const order = { name: 'Order Completed', orderId: 'o1' };

  it('is redeemed by an order that names it', async () => {
    const { coupon, offers } = await redeem(anEvent('1', { ...order, at: T0 + 5 }));
    expect(coupon).toMatchObject({ redeemedAt: T0 + 5, orderId: 'o1' });
    expect(offers).toMatchObject([{ issued: 1, redeemed: 1 }]);
  });

  it('is redeemed when it is applied, once, and learns its order afterwards', async () => {
    const { coupon, offers } = await redeem(
      anEvent('1', { name: 'Coupon Applied', at: T0 + 3 }),
      anEvent('2', { ...order, at: T0 + 5 }),
      anEvent('3', { ...order, orderId: 'o2', at: T0 + 7 }),
    );
    expect(coupon).toMatchObject({ redeemedAt: T0 + 3, orderId: 'o1' });
    expect(offers).toMatchObject([{ issued: 1, redeemed: 1 }]);
  });

  it.each<[string, Partial<NewEvent>]>([
    ['typed in lower case', { couponCode: '7kq2m-xb9td ' }],
    ['used in a browser before she signs in', { identity: { anonymousId: 'browser' } }],
  ])('is redeemed when it is %s', async (_, event) => {
    const { coupon } = await redeem(anEvent('1', { ...order, ...event }));
    expect(coupon).toMatchObject({ redeemedAt: T0, orderId: 'o1' });
  });

  it.each<[string, Partial<NewEvent>]>([
    ['another contact', { ...order, identity: { userId: 'bob' } }],
    ['another code', { ...order, couponCode: 'CODE-x' }],
    ['an event of another kind', { name: 'Checkout Started' }],
  ])('is not redeemed by %s', async (_, event) => {
    const { coupon, offers } = await redeem(anEvent('1', event));
    expect(coupon).toMatchObject({ redeemedAt: null, orderId: null });
    expect(offers).toMatchObject([{ redeemed: 0 }]);
  });

  it('goes with its contact when that turns out to be another', async () => {
    const parts = stage.parts();
    await createEventStore(parts).ingest([anEvent('1', { identity: { anonymousId: 'browser' } })], []);
    const { id } = (await createContactStore(parts).find('browser'))!;
    await createOfferStore(parts).put([anOffer()]);
    const { code } = await look(parts, id);
    const signIn = anEvent('3', { identity: { userId: 'ann', anonymousId: 'browser' } });
    await createEventStore(parts).ingest([anEvent('2'), signIn], []);
    await createEventStore(parts).ingest([anEvent('4', { ...order, couponCode: code })], []);
    const ann = (await createContactStore(parts).find('ann'))!;
    expect(ann.id).not.toBe(id);
    expect(await look(parts, ann.id)).toMatchObject({ code, orderId: 'o1' });
  });
});
