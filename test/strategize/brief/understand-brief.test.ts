/** What a campaign is to be, read from a brief: goal, audience, products, offer, deadline. */

import { describe, expect, it } from 'vitest';
import { createOffers } from '../../../simulator/offers.ts';
import { createProducts } from '../../../simulator/products.ts';
import { DAY, HOUR } from '../../../src/domain/clock.ts';
import { describeAudience } from '../../../src/domain/describe-audience.ts';
import { chooseRequestedOffer } from '../../../src/strategize/brief/choose-requested-offer.ts';
import { understandBrief } from '../../../src/strategize/brief/understand-brief.ts';

/** A Wednesday. */
const NOW = Date.UTC(2026, 2, 4, 15);
const TODAY = NOW - 15 * HOUR;
const offers = createOffers(NOW - 30 * DAY, 60);
const facts = {
  products: createProducts('https://shop.test'),
  currency: 'EUR',
  baseRate: 0.05,
  leavingHorizonDays: null,
  offers,
  now: NOW,
};
const read = (text: string) => understandBrief(text, facts);

describe('understanding a brief', () => {
  it('reads goal, audience, products, offer and deadline', () => {
    const brief = read('Win back lapsed candle buyers, 10 % off, before Friday.');
    expect(brief.notUnderstood).toEqual([]);
    expect(brief.goal).toBe('win back');
    expect(describeAudience(brief.rule!)).toBe(
      'ordered and not ordered in the last 90 days and ordered candle',
    );
    expect(brief.offer).toEqual({ kind: 'percent', value: 10, currency: null });
    expect(brief.deadline).toBe(TODAY + 2 * DAY);
    expect(brief.products).toMatchObject({ categories: ['candles'] });
  });

  it.each([
    ['by Friday', 3],
    ['before Wednesday', 7],
    ['by tomorrow', 2],
    ['until 2026-03-10', 7],
    ['no later than 10 March', 7],
    ['before the 10th of March', 6],
    ['by the end of the week', 5],
  ])('takes “%s” for the moment %i days from this morning', (words, days) => {
    const { deadline, notUnderstood } = read(`write to candle buyers ${words}`);
    expect(notUnderstood).toEqual([]);
    expect(deadline).toBe(TODAY + days * DAY);
  });

  it.each(['before 2026-03-01', 'by 31 February', 'before today'])('asks about “%s”', (words) => {
    const { deadline, notUnderstood } = read(`write to candle buyers ${words}`);
    expect(deadline).toBeNull();
    expect(notUnderstood).toHaveLength(1);
  });

  it.each([
    ['20% discount', { kind: 'percent', value: 20, currency: null }],
    ['with a discount of 5 %', { kind: 'percent', value: 5, currency: null }],
    ['€5 off', { kind: 'amount', value: 500, currency: 'EUR' }],
    ['7.50 euros off', { kind: 'amount', value: 750, currency: 'EUR' }],
    ['free shipping', { kind: 'free shipping', value: 0, currency: null }],
    ['with the offer "Free shipping"', { kind: 'free shipping', offerId: 'free-shipping' }],
    ['without discount', null],
  ])('reads the offer in “%s”', (words, offer) => {
    const brief = read(`win back candle buyers, ${words}`);
    expect(brief.notUnderstood).toEqual([]);
    if (offer === null) expect(brief.offer).toBeNull();
    else expect(brief.offer).toMatchObject(offer);
  });

  it('refuses a discount that gives away more than everything', () => {
    expect(read('candle buyers, 120 % off').notUnderstood).toEqual([
      'a discount is a whole number from 1 to 100 percent',
    ]);
  });

  it('does not take a probability for a discount', () => {
    const brief = read('cross-sell to people with probability above 20 %');
    expect(brief.offer).toBeNull();
    expect(describeAudience(brief.rule!)).toBe('probability above 20 %');
  });

  it('reads what is to be sold apart from who is to buy it', () => {
    const brief = read('sell reed diffusers to people who viewed diffusers in the last 14 days');
    expect(brief.notUnderstood).toEqual([]);
    expect(brief.products?.label).toBe('reed diffusers');
    expect(describeAudience(brief.rule!)).toBe('viewed diffusers in the last 14 days');
    expect(read('sell flying carpets to candle buyers').notUnderstood[0]).toContain('“flying carpets”');
  });

  it('says that nobody was named', () => {
    expect(read('10 % off before Friday').notUnderstood[0]).toContain('nobody is named');
  });
});

describe('the offer of a brief', () => {
  const usable = offers.map((offer) => ({ ...offer, issued: 0, redeemed: 0 }));
  const need = { today: NOW, deadline: NOW + 2 * DAY, coupons: 40, newId: () => 'x' };

  it("is the shop's own when it promises the same to enough people for long enough", () => {
    const wanted = { kind: 'percent', value: 10, currency: null } as const;
    expect(chooseRequestedOffer(wanted, usable, need)).toMatchObject({
      isNew: false,
      offer: { id: 'welcome-back-10' },
    });
    expect(chooseRequestedOffer(wanted, usable, { ...need, coupons: 2_001 }).isNew).toBe(true);
  });

  it('is a new one with limits otherwise', () => {
    const { offer, isNew } = chooseRequestedOffer(
      { kind: 'percent', value: 12, currency: null },
      usable,
      need,
    );
    expect(isNew).toBe(true);
    expect(offer).toMatchObject({ name: '12 % off', maxCoupons: 40, validTo: NOW + 9 * DAY, validFrom: NOW });
  });
});
