/** The quality report holds training back when a fault is frequent, and never for a handful of events. */

import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import type { CollectCounts } from '../../src/domain/event.ts';
import { type CleaningCounts, NO_CLEANING } from '../../src/prepare/clean-history.ts';
import { describeQuality, reportQuality } from '../../src/prepare/report-quality.ts';

const GOOD: CollectCounts = {
  stored: 1000,
  duplicates: 0,
  deadLetters: 0,
  late: 0,
  missing: 0,
  outOfRange: 0,
  unknownProducts: 0,
  lines: 1000,
  reviews: 0,
  unreadReviews: 0,
};

const FROM = Date.UTC(2026, 2, 1);
const TO = FROM + 7 * DAY;

function report(counts: Partial<CollectCounts> = {}, cleaning: Partial<CleaningCounts> = {}) {
  return reportQuality({
    id: 'report-1',
    at: TO + 1,
    from: FROM,
    to: TO,
    counts: { ...GOOD, ...counts },
    cleaning: { ...NO_CLEANING, events: 1000, orders: 1000, ...cleaning },
  });
}
const failed = (...args: Parameters<typeof report>) =>
  report(...args)
    .checks.filter(({ ok }) => !ok)
    .map(({ name }) => name);

describe('reportQuality', () => {
  it('passes good data and an empty night', () => {
    expect(report()).toMatchObject({ id: 'report-1', at: TO + 1, from: FROM, to: TO, held: false });
    expect(failed({ stored: 0, lines: 0 }, { events: 0, orders: 0 })).toEqual([]);
  });

  it.each([
    ['missing', { missing: 200 }, { missing: 201 }],
    ['late', { late: 300 }, { late: 301 }],
    ['out of range', { outOfRange: 100 }, { outOfRange: 101 }],
    ['unknown product', { unknownProducts: 500 }, { unknownProducts: 501 }],
    ['duplicate', { duplicates: 1000 }, { duplicates: 1001 }],
    ['dead letter', { deadLetters: 250 }, { deadLetters: 251 }],
  ])('holds training back for %s only above its threshold', (name, atThreshold, above) => {
    expect(report(atThreshold).held).toBe(false);
    expect(failed(above)).toEqual([name]);
    expect(report(above).held).toBe(true);
  });

  it.each([
    ['duplicate order', { duplicateOrders: 600 }, { duplicateOrders: 601 }],
    ['absurd time', { absurdTimes: 200 }, { absurdTimes: 201 }],
    ['unusable amount', { unusableAmounts: 200 }, { unusableAmounts: 201 }],
  ])('holds training back for what cleaning met only above its threshold: %s', (name, atThreshold, above) => {
    expect(report({}, atThreshold).held).toBe(false);
    expect(failed({}, above)).toEqual([name]);
  });

  it('does not stop a young shop for three bad events', () => {
    expect(failed({ stored: 3, lines: 3, missing: 3, outOfRange: 3 })).toEqual([]);
    expect(failed({ stored: 99, missing: 99 })).toEqual([]);
    expect(failed({ stored: 100, missing: 100 })).toEqual(['missing']);
  });
});

describe('describeQuality', () => {
  it('says how many reviews are not read, which holds nothing back', () => {
    const told = report({ reviews: 400, unreadReviews: 130 });
    expect(told.held).toBe(false);
    expect(describeQuality(told)).toContain(
      'Of 400 reviews 130 are in a language that is not read (English and Chinese are).',
    );
    expect(describeQuality(report({ reviews: 400 }))).not.toContain('language');
  });

  it('says that all is well in one sentence', () => {
    expect(describeQuality(report())).toBe(
      'The data is good enough to learn from: all 10 checks passed, over what arrived in the last 7 days.',
    );
  });

  it('says what failed, by how much, and what to do', () => {
    expect(describeQuality(report({ missing: 340, unknownProducts: 800 }))).toBe(
      'Training is held back, the champion stays: 34% of 1000 (340) events lack a product or amount, above the 20% allowed ' +
        '(send products and totals with order and product events); 80% of 1000 (800) order and product lines name a product ' +
        'without a name, above the 50% allowed (send the catalogue with PUT /v1/products). Counted over what arrived in the last 7 days.',
    );
  });
});
