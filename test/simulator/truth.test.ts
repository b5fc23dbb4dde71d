import { describe, expect, it } from 'vitest';
import type { SegmentMessage } from '../../simulator/segment-message.ts';
import type { Shop } from '../../simulator/shop.ts';
import { rocAuc } from '../../src/statistics/ranking.ts';
import { DAY_MS, day, openShop, ordersOf } from './run-shop.ts';

const CUTOFF_DAY = 120;
const WINDOW_DAYS = 30;

describe('the hidden truth', () => {
  const shop = openShop({ seed: 3, customers: 1500 });
  const before = shop.advanceTo(day(CUTOFF_DAY)).messages;
  const after = shop.advanceTo(day(CUTOFF_DAY + WINDOW_DAYS)).messages;
  const contacts = [...new Set(before.flatMap((message) => message.userId ?? []))];
  const buyers = new Set(ordersOf(after).map((order) => order.userId));
  const labels = contacts.map((id) => (buyers.has(id) ? 1 : 0));
  const chances = contacts.map((customerId) => trueChance(shop, customerId));

  it('has a tenth to a fifth of the contacts ordering within 30 days', () => {
    const rate = mean(labels);
    expect(contacts.length).toBeGreaterThan(1000);
    expect(rate).toBeGreaterThan(0.1);
    expect(rate).toBeLessThan(0.2);
  });

  it('is calibrated: overall and in each fifth, as many order as it says', () => {
    const ranked = chances
      .map((chance, i) => ({ chance, label: labels[i]! }))
      .sort((a, b) => a.chance - b.chance);
    const size = Math.ceil(ranked.length / 5);
    for (let fifth = 0; fifth < 5; fifth += 1) {
      const part = ranked.slice(fifth * size, (fifth + 1) * size);
      const expected = mean(part.map((item) => item.chance));
      const standardError = Math.sqrt(mean(part.map(({ chance }) => chance * (1 - chance))) / part.length);
      expect(Math.abs(mean(part.map((item) => item.label)) - expected)).toBeLessThan(4 * standardError);
    }
  });

  it('ranks better than any model can, within what is plausible for a real shop', () => {
    const ceiling = rocAuc(labels, chances)!;
    expect(ceiling).toBeGreaterThan(0.75);
    expect(ceiling).toBeLessThan(0.9);
  });

  it('shows in what customers do: orders and recent visits predict the next order', () => {
    const scores = simpleScores(before, contacts);
    const score = rocAuc(labels, scores);
    expect(score).toBeGreaterThan(0.65);
    expect(score).toBeLessThan(rocAuc(labels, chances)!);
  });

  it('does not move with what happens later', () => {
    const early = openShop({ seed: 3, customers: 1500 });
    early.advanceTo(day(CUTOFF_DAY));
    for (const id of contacts.slice(0, 50)) expect(trueChance(early, id)).toBe(trueChance(shop, id));
  });

  it('is refused for the future and for strangers', () => {
    const future = { customerId: contacts[0]!, from: day(400), windowDays: 30 };
    expect(() => shop.trueConversionProbability(future)).toThrow(/advance the shop first/);
    expect(() => shop.truth('c99999')).toThrow(/no customer/);
  });
});

function trueChance(shop: Shop, customerId: string): number {
  return shop.trueConversionProbability({ customerId, from: day(CUTOFF_DAY), windowDays: WINDOW_DAYS });
}

/** Recent messages and orders so far, on a log scale. */
function simpleScores(messages: readonly SegmentMessage[], contacts: readonly string[]): readonly number[] {
  const recent = new Map<string, number>();
  const orders = new Map<string, number>();
  const count = (counts: Map<string, number>, id: string) => counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const { userId, timestamp, event } of messages) {
    if (userId === undefined) continue;
    if (Date.parse(timestamp) > day(CUTOFF_DAY) - 30 * DAY_MS) count(recent, userId);
    if (event === 'Order Completed') count(orders, userId);
  }
  return contacts.map((id) => Math.log1p(recent.get(id) ?? 0) + 1.5 * Math.log1p(orders.get(id) ?? 0));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
