import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import type { Reachability } from '../../src/domain/contact.ts';
import { countAudience } from '../../src/domain/strategy.ts';
import { proposeStrategies } from '../../src/strategize/propose-strategies.ts';
import { buildInput, buildScore, buildSummary, regulars } from './build-shop.ts';
import { ids, lost, propose, whySkipped } from './propose.ts';

describe('win back', () => {
  it('finds who is overdue against their own gap, with the figures in the reason', () => {
    const strategy = propose(buildInput([...regulars(), lost('ann'), lost('ben')]), 'win back');
    expect(ids(strategy)).toEqual(['ann', 'ben']);
    expect(strategy?.reason).toContain(
      '2 customers who used to order every 10 days have not ordered for 100 days',
    );
    expect(strategy?.audience[0]?.productIds).toHaveLength(3);
  });

  it('is drafted with an empty audience, last in rank, while nobody who fits can be mailed', () => {
    const purchases = [...regulars(), lost('ann'), lost('ben')];
    const reachability = new Map<string, Reachability>(
      purchases.map(({ contactId }) => [
        contactId,
        ['ann', 'ben'].includes(contactId) ? 'no address' : 'mailable',
      ]),
    );
    const { strategies } = proposeStrategies(buildInput(purchases, { reachability }));
    const strategy = strategies.at(-1);
    expect(strategy?.kind).toBe('win back');
    expect(strategy?.audience).toEqual([]);
    expect(strategy?.counts).toEqual(countAudience(['no address', 'no address']));
    expect(strategy?.expectedOrders.value).toBeGreaterThan(0);
    expect(strategy?.basis).toContain('none of whom can be mailed yet');
  });

  it('leaves out who always took that long, and who the model thinks will order anyway', () => {
    const slow = buildSummary('slow', [
      { daysAgo: 300, products: ['a'] },
      { daysAgo: 100, products: ['b'] },
    ]);
    const purchases = [...regulars(), lost('ann'), slow];
    expect(ids(propose(buildInput(purchases), 'win back'))).toEqual(['ann']);
    const scores = purchases.map(({ contactId }) =>
      buildScore(contactId, { conversionProbability: contactId === 'ann' ? 0.6 : 0.1 }),
    );
    expect(ids(propose(buildInput(purchases, { scores }), 'win back'))).toEqual([]);
  });

  it('changes its reason when the facts change', () => {
    const later = lost('ann');
    const orders = later.orders.map((order) => ({ ...order, at: order.at - 50 * DAY }));
    const before = propose(buildInput([...regulars(), lost('ann')]), 'win back');
    const after = propose(buildInput([...regulars(), { ...later, orders }]), 'win back');
    expect(before?.reason).toContain('100 days');
    expect(after?.reason).toContain('150 days');
  });

  it('says that there is not enough data while nobody has ordered twice', () => {
    const input = buildInput([buildSummary('new', [{ daysAgo: 100 }])]);
    expect(whySkipped(input, 'win back')).toContain('not enough data');
  });
});
