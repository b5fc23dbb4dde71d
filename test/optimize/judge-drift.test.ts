/** When the team is told that something moved, and when not. */

import { expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/clock.ts';
import type { Shift } from '../../src/domain/drift-report.ts';
import type { Arrivals } from '../../src/domain/event.ts';
import { type DriftFacts, judgeDrift } from '../../src/optimize/judge-drift.ts';

const NOW = Date.UTC(2026, 4, 1, 3);

function shift(name: string, changes: Partial<Shift> = {}): Shift {
  return {
    name,
    psi: 0.03,
    byChance: 0.02,
    limit: 0.06,
    usual: 0.01,
    bound: 3,
    shareThen: 0.5,
    shareNow: 0.52,
    isOnlyBound: false,
    sizes: { reference: 400, current: 400 },
    ...changes,
  };
}

function arrivals(until: number, changes: Partial<Arrivals> = {}): Arrivals {
  return {
    until,
    firstAt: until - 28 * DAY,
    lastAt: until - MINUTE,
    liveDays: 28,
    orders: 300,
    lateOrders: 3,
    medianDelayMs: MINUTE,
    p95DelayMs: HOUR,
    ...changes,
  };
}

function facts(changes: Partial<DriftFacts> = {}): DriftFacts {
  return {
    live: null,
    measures: { columns: [shift('a'), shift('b')], scores: shift('scores') },
    recent: arrivals(NOW, { liveDays: 7, orders: 80, lateOrders: 1 }),
    before: arrivals(NOW - 7 * DAY),
    now: NOW,
    describeFeature: (name, value) => `${value} of ${name}`,
    ...changes,
  };
}

const keysOf = (changes: Partial<DriftFacts>) =>
  judgeDrift(facts(changes)).findings.flatMap(({ keys }) => keys);
const features = (...columns: Shift[]) => ({ measures: { columns, scores: shift('scores') } });

it('finds nothing on a night like the others, and says what it looked at', () => {
  const { findings, looked } = judgeDrift(facts());
  expect(findings).toEqual([]);
  expect(looked).toHaveLength(5);
  expect(looked.join(' ')).toContain('0 of 2 moved beyond chance');
});

it('tells a large shift beyond chance in the words of the feature', () => {
  const [finding] = judgeDrift(facts(features(shift('a', { psi: 0.9, shareNow: 0.9 }), shift('b')))).findings;
  expect(finding).toMatchObject({ keys: ['feature a'] });
  expect(finding!.what).toContain('“3 of a” or less was true of 50.0 %, now of 90.0 % (PSI 0.90, by chance');
});

it('is silent about a shift that is small, that chance makes at this size, or that goes on as before', () => {
  expect(keysOf(features(shift('a', { psi: 0.2 })))).toEqual([]);
  expect(keysOf(features(shift('a', { psi: 0.9, byChance: 0.5, limit: 1 })))).toEqual([]);
  expect(keysOf(features(shift('a', { psi: 0.9, usual: 0.8 })))).toEqual([]);
});

it('says that there is too little to compare rather than that nothing moved', () => {
  const sizes = { reference: 400, current: 99 };
  const few = { columns: [shift('a', { psi: 9, sizes })], scores: shift('scores', { psi: 9, sizes }) };
  const { findings, looked } = judgeDrift(facts({ measures: few }));
  expect(findings).toEqual([]);
  expect(looked[0]).toBe('Features: not enough data, 400 contacts then and 99 tonight; it takes 100.');
  expect(looked[1]).toContain('Scores: not enough data');
  expect(judgeDrift(facts({ measures: null })).looked[0]).toContain('kept nothing to compare with');
});

it('tells scores that moved, and which way', () => {
  const scores = shift('scores', { psi: 0.8, bound: 0.05, shareThen: 0.8, shareNow: 0.3 });
  const { findings } = judgeDrift(facts({ measures: { columns: [shift('a')], scores } }));
  expect(findings).toMatchObject([{ keys: ['scores'], means: expect.stringContaining('more orders') }]);
  expect(findings[0]!.what).toContain('20.0 % of contacts were above 5.0 %');
});

it('tells orders that arrive late when there are more of them than before beyond chance', () => {
  const late = (lateOrders: number, orders = 80) => ({ recent: arrivals(NOW, { orders, lateOrders }) });
  expect(keysOf(late(30))).toEqual(['late orders']);
  expect(keysOf(late(4))).toEqual([]);
  expect(keysOf(late(20, 29))).toEqual([]);
  expect(judgeDrift(facts(late(20, 29))).looked.join(' ')).toContain('Delay of orders: not enough data, 29');
});

it('tells silence only where quiet days are rare, and never of a shop that was only imported', () => {
  const silent = (days: number, liveDays: number): Partial<DriftFacts> => ({
    recent: arrivals(NOW, { lastAt: NOW - days * DAY, liveDays: 7 - days }),
    before: arrivals(NOW - 7 * DAY, { liveDays }),
  });
  expect(keysOf(silent(2, 28))).toEqual(['silence']);
  expect(keysOf(silent(1, 28))).toEqual([]);
  expect(keysOf(silent(5, 10))).toEqual([]);
  const none = { firstAt: null, lastAt: null, liveDays: 0, orders: 0, lateOrders: 0 };
  const imported = { recent: arrivals(NOW, none), before: arrivals(NOW - 7 * DAY, none) };
  expect(judgeDrift(facts(imported))).toMatchObject({ findings: [] });
  expect(judgeDrift(facts(imported)).looked.join(' ')).toContain('Newest event: not enough data');
});
