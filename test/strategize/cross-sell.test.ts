import { describe, expect, it } from 'vitest';
import { buildInput, buildOffer, buildScore, buildSummary, regulars } from './build-shop.ts';
import { propose } from './propose.ts';

describe('cross-sell', () => {
  const recent = buildSummary('ann', [{ daysAgo: 5, products: ['tea'] }]);
  const withNext = (because: string | null, productId = 'pot') =>
    buildInput([...regulars(), recent], {
      scores: [buildScore('ann', { nextProducts: [{ productId, score: 0.5, because }] })],
    });

  it('shows the likely next product and says which purchase points to it', () => {
    const strategy = propose(withNext('tea'), 'cross-sell');
    expect(strategy?.audience[0]?.productIds).toEqual(['pot']);
    expect(strategy?.reason).toContain('The pot after The tea');
  });

  it('leaves out what is merely popular, what the contact owns or only looked at, and who ordered long ago', () => {
    expect(propose(withNext(null), 'cross-sell')).toBeUndefined();
    expect(propose(withNext('tea', 'tea'), 'cross-sell')).toBeUndefined();
    expect(propose(withNext('pot', 'pot'), 'cross-sell')).toBeUndefined();
    const old = buildSummary('ann', [{ daysAgo: 80, products: ['tea'] }]);
    const input = { ...withNext('tea'), purchases: [...regulars(), old] };
    expect(propose(input, 'cross-sell')).toBeUndefined();
  });

  it('gives no money away', () => {
    expect(propose({ ...withNext('tea'), offers: [buildOffer()] }, 'cross-sell')?.offerId).toBeNull();
  });
});
