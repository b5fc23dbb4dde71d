import { expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { measurePastWindows } from '../../src/strategize/measure-past-windows.ts';
import { buildSummary, NOW } from './build-shop.ts';

const OPTIONS = { cutoff: NOW, outcomeWindowDays: 7 };

it('counts buyers and revenue of each window, of contacts known when it began', () => {
  const shop = [
    { ...buildSummary('a', [{ daysAgo: 13 }, { daysAgo: 12 }, { daysAgo: 2 }]), firstSeenAt: NOW - 20 * DAY },
    { ...buildSummary('b', [{ daysAgo: 8 }]), firstSeenAt: NOW - 9 * DAY },
    { ...buildSummary('c', []), firstSeenAt: NOW - 8 * DAY },
  ];
  const cents = shop[0]!.orders.map(({ amountCents }) => amountCents ?? 0);
  expect(measurePastWindows(shop, OPTIONS)).toEqual([
    // The second was first seen within this one: its order there could not have been foretold.
    { from: NOW - 14 * DAY, to: NOW - 7 * DAY, contacts: 1, buyers: 1, revenueCents: cents[0]! + cents[1]! },
    { from: NOW - 7 * DAY, to: NOW, contacts: 3, buyers: 1, revenueCents: cents[2]! },
  ]);
});

it('puts an order at the edge of two windows into the later one', () => {
  const edge = { ...buildSummary('a', [{ daysAgo: 7 }]), firstSeenAt: NOW - 30 * DAY };
  expect(measurePastWindows([edge], OPTIONS).map(({ buyers }) => buyers)).toEqual([0, 0, 0, 1]);
});

it('goes back eight windows at most, and says nothing of a shop that is younger than one', () => {
  const old = { ...buildSummary('a', []), firstSeenAt: NOW - 900 * DAY };
  expect(measurePastWindows([old], OPTIONS)).toHaveLength(8);
  expect(measurePastWindows([{ ...old, firstSeenAt: NOW - 3 * DAY }], OPTIONS)).toEqual([]);
  expect(measurePastWindows([], OPTIONS)).toEqual([]);
});
