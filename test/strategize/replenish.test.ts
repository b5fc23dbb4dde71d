import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { buildInput, buildProduct, buildSummary, regulars } from './build-shop.ts';
import { ids, propose } from './propose.ts';

describe('replenish', () => {
  /** Reorders the product every 20 days and is due in ten. */
  const reorders = (contactId: string) =>
    buildSummary(contactId, [
      { daysAgo: 50, products: ['tea'] },
      { daysAgo: 30, products: ['tea'] },
      { daysAgo: 10, products: ['tea', 'mug'] },
    ]);

  it('finds the product that is due again, and not what was bought once', () => {
    const strategy = propose(buildInput([...regulars(), reorders('ann')]), 'replenish');
    expect(strategy?.audience).toEqual([
      { contactId: 'ann', conversionProbability: 0.1, productIds: ['tea'] },
    ]);
    expect(strategy?.reason).toContain('every 20 days');
    expect(strategy?.reason).toContain('11 March 2026');
  });

  it("uses the product's typical gap when the contact has only one, and says so", () => {
    const once = buildSummary('ben', [
      { daysAgo: 19, products: ['tea'] },
      { daysAgo: 15, products: ['tea'] },
    ]);
    const others = ['a', 'b', 'c'].map(reorders);
    const strategy = propose(buildInput([...others, once]), 'replenish');
    // Four days after the fifteenth would have been long ago; the typical 20 days are in five days.
    expect(ids(strategy)).toContain('ben');
    expect(strategy?.evidence[0]?.statement).toContain(
      "not enough data, using the product's typical gap instead",
    );
  });

  it('leaves out who is due after the window, who is long overdue, and what is out of stock or has no name', () => {
    const inWindow = buildInput([...regulars(), reorders('ann')], { settings: { outcomeWindowDays: 9 } });
    expect(ids(propose(inWindow, 'replenish'))).toEqual([]);
    const overdue = reorders('ann').orders.map((order) => ({ ...order, at: order.at - 25 * DAY }));
    expect(ids(propose(buildInput([{ ...reorders('ann'), orders: overdue }]), 'replenish'))).toEqual([]);
    for (const change of [{ stock: 0 }, { name: null }]) {
      const products = new Map([['tea', buildProduct('tea', change)]]);
      expect(ids(propose(buildInput([reorders('ann')], { products }), 'replenish'))).toEqual([]);
    }
  });
});
