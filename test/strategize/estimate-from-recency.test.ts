import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { estimateFromRecency } from '../../src/strategize/estimate-from-recency.ts';
import { buildSummary, NOW } from './build-shop.ts';

const OPTIONS = { now: NOW, outcomeWindowDays: 30 };

describe('the estimate from recency', () => {
  it('gives a contact the share of similar contacts that ordered, drawn towards the mean of the shop', () => {
    // One window ago all forty had one order ten days old; ten of them have ordered since.
    const contacts = Array.from({ length: 40 }, (_, i) =>
      buildSummary(`c${i}`, i < 10 ? [{ daysAgo: 40 }, { daysAgo: 3 }] : [{ daysAgo: 40 }]),
    );
    const estimate = estimateFromRecency(contacts, OPTIONS)!;
    expect(estimate(buildSummary('one', [{ daysAgo: 10 }]))).toBeCloseTo(0.25);
    // Nobody was seen with three orders: the shop's mean is all there is.
    expect(estimate(buildSummary('three', [{ daysAgo: 10 }, { daysAgo: 9 }, { daysAgo: 8 }]))).toBeCloseTo(
      0.25,
    );
  });

  it('tells the recent from the long gone', () => {
    const recent = Array.from({ length: 40 }, (_, i) =>
      buildSummary(`r${i}`, [{ daysAgo: 35 }, ...(i < 20 ? [{ daysAgo: 3 }] : [])]),
    );
    const gone = Array.from({ length: 40 }, (_, i) => buildSummary(`g${i}`, [{ daysAgo: 330 }]));
    const estimate = estimateFromRecency([...recent, ...gone], OPTIONS)!;
    const [near, far] = [5, 300].map((daysAgo) => estimate(buildSummary('x', [{ daysAgo }])));
    expect(near).toBeGreaterThan(3 * far!);
  });

  it('does not learn from what happened after now', () => {
    const later = buildSummary('a', [{ daysAgo: 40 }]);
    const future = { orderId: 'f', at: NOW + DAY, amountCents: 1, productIds: [] };
    const estimate = estimateFromRecency([{ ...later, orders: [...later.orders, future] }], OPTIONS)!;
    expect(estimate(buildSummary('x', [{ daysAgo: 10 }]))).toBe(0);
  });

  it('is null when nobody was known one window ago', () => {
    expect(estimateFromRecency([buildSummary('a', [{ daysAgo: 3 }])], OPTIONS)).toBeNull();
  });
});
