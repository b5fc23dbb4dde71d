import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { buildInput, buildOffer, NOW, regulars } from './build-shop.ts';
import { lost, propose } from './propose.ts';

describe('offers', () => {
  const input = buildInput([...regulars(), lost('ann'), lost('ben')]);
  const offered = (...offers: ReturnType<typeof buildOffer>[]) => propose({ ...input, offers }, 'win back')!;

  it('makes an offer that holds, which the copy then names', () => {
    const strategy = offered(buildOffer());
    expect(strategy.offerId).toBe('ten');
    expect(strategy.copy.body).toContain('{{ offer.name }}');
    expect(propose(input, 'win back')!.copy.body).not.toContain('offer.');
  });

  it.each([
    ['has ended', { validTo: NOW - 1 }],
    ['ends within 7 days', { validTo: NOW + 3 * DAY }],
    ['no coupons left', { maxCoupons: 5, issued: 5 }],
    ['only 1 of the 2 coupons', { maxCoupons: 5, issued: 4 }],
    ['is not in EUR', { kind: 'amount' as const, currency: 'USD' }],
  ])('makes none that %s, and says why', (why, change) => {
    const strategy = offered(buildOffer(change));
    expect(strategy.offerId).toBeNull();
    expect(strategy.basis).toContain(why);
  });

  it('gives the smaller of two away', () => {
    expect(offered(buildOffer({ id: 'twenty', value: 20 }), buildOffer()).offerId).toBe('ten');
  });
});
