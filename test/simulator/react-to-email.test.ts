import { describe, expect, it } from 'vitest';
import type { Response } from '../../simulator/archetypes.ts';
import { day, openShop, ordersOf } from './run-shop.ts';

const OFFER = { links: ['https://shop.example/c/abc'], hasOffer: true };
const SENT_AT = day(40);
const CUSTOMERS = 1200;

describe('customers who get e-mail', () => {
  // The same shop twice: everyone gets one mail, or nobody does.
  const plain = openShop({ seed: 5, customers: CUSTOMERS });
  const mailed = openShop({ seed: 5, customers: CUSTOMERS });
  plain.advanceTo(SENT_AT);
  mailed.advanceTo(SENT_AT);
  for (const to of mailed.customerIds)
    mailed.receiveEmail({ ...OFFER, to, at: SENT_AT, emailId: `m-${to}`, couponCode: `TEN-${to}` });
  const without = plain.advanceTo(day(70));
  const { messages, reactions } = mailed.advanceTo(day(70));
  const count = (kind: string) => reactions.filter((reaction) => reaction.kind === kind).length;
  const buyersWith = new Set(ordersOf(messages).map((order) => order.userId));
  const buyersWithout = new Set(ordersOf(without.messages).map((order) => order.userId));
  const gain = (id: string) => Number(buyersWith.has(id)) - Number(buyersWithout.has(id));
  /** Mean gain in buyers because of the mail among the customers with this response. */
  const gained = (response: Response) => {
    const ids = plain.customerIds.filter((id) => plain.truth(id).response === response);
    return ids.reduce((sum, id) => sum + gain(id), 0) / ids.length;
  };

  it('order more if persuadable, less if they are sleeping dogs, and alike if nothing moves them', () => {
    expect(gained('persuadable')).toBeGreaterThan(0.05);
    expect(gained('sleeping dog')).toBeLessThan(-0.01);
    expect(Math.abs(gained('lost cause'))).toBeLessThan(0.03);
  });

  it('gain on average what the truth says they gain', () => {
    const email = { ...OFFER, couponCode: 'TEN' };
    const expected = plain.customerIds.reduce((sum, customerId) => {
      const question = { customerId, from: SENT_AT, windowDays: 30 };
      const uplift =
        plain.trueConversionProbability({ ...question, email }) - plain.trueConversionProbability(question);
      return sum + uplift;
    }, 0);
    const seen = plain.customerIds.reduce((sum, id) => sum + gain(id), 0);
    expect(expected / CUSTOMERS).toBeGreaterThan(0.02);
    expect(Math.abs(seen - expected) / CUSTOMERS).toBeLessThan(0.015);
  });

  it('open, click the link as it stood in the mail, unsubscribe and complain, in this proportion', () => {
    expect(count('open') / CUSTOMERS).toBeGreaterThan(0.3);
    expect(count('open') / CUSTOMERS).toBeLessThan(0.6);
    expect(count('click') / count('open')).toBeGreaterThan(0.1);
    expect(count('click') / count('open')).toBeLessThan(0.4);
    expect(count('unsubscribe')).toBeGreaterThan(0);
    expect(count('unsubscribe') / CUSTOMERS).toBeLessThan(0.03);
    expect(count('complain')).toBeLessThanOrEqual(count('unsubscribe'));
    for (const reaction of reactions) {
      expect(reaction.emailId).toBe(`m-${reaction.customerId}`);
      expect(reaction.at).toBeGreaterThanOrEqual(SENT_AT);
      expect(reaction.link).toBe(reaction.kind === 'click' ? OFFER.links[0] : undefined);
    }
  });

  it('visit the shop right after a click', () => {
    const clicks = reactions.filter((reaction) => reaction.kind === 'click');
    expect(clicks.length).toBeGreaterThan(20);
    for (const click of clicks) {
      const anonymousId = `a-5-${Number(click.customerId.slice(1))}`;
      const visit = messages.find(
        (m) => m.anonymousId === anonymousId && m.type === 'page' && Date.parse(m.timestamp) >= click.at,
      );
      expect(Date.parse(visit!.timestamp) - click.at).toBeLessThan(10_000);
    }
  });

  it('use their coupon once, apply it before the order, and pay less', () => {
    const orders = new Map(ordersOf(messages).map((order) => [order.properties?.['order_id'], order]));
    const applied = messages.filter((message) => message.event === 'Coupon Applied');
    expect(applied.length).toBeGreaterThan(20);
    expect(new Set(applied.map((m) => m.properties?.['coupon_id'])).size).toBe(applied.length);
    for (const { properties, userId, timestamp } of applied) {
      expect(properties?.['coupon_id']).toBe(`TEN-${userId}`);
      const order = orders.get(properties?.['order_id'])!;
      expect(order.properties).toMatchObject({ coupon: `TEN-${userId}`, discount: properties?.['discount'] });
      expect(order.timestamp >= timestamp).toBe(true);
      const products = order.properties?.['products'] as { price: number; quantity: number }[];
      const lines = products.reduce((sum, line) => sum + line.price * line.quantity, 0);
      expect(properties?.['discount']).toBeCloseTo(lines * 0.1, 1);
      expect(order.properties?.['revenue']).toBeCloseTo(lines - Number(properties?.['discount']), 6);
    }
  });

  it('tire of daily mail: they open less and leave more', () => {
    const rates = [1, 10].map((every) => {
      const shop = openShop({ seed: 5, customers: 300 });
      let sent = 0;
      for (let number = 30; number < 60; number += every) {
        for (const to of shop.customerIds) shop.receiveEmail({ ...OFFER, to, at: day(number) });
        sent += shop.customerIds.length;
      }
      const { reactions } = shop.advanceTo(day(70));
      const count = (kind: string) => reactions.filter((reaction) => reaction.kind === kind).length;
      return { opens: count('open') / sent, left: count('unsubscribe') };
    });
    expect(rates[0]!.opens).toBeLessThan(rates[1]!.opens * 0.6);
    expect(rates[0]!.left).toBeGreaterThan(rates[1]!.left * 2);
  });

  it('complain when they are mailed after they left', () => {
    const left = reactions.filter((reaction) => reaction.kind === 'unsubscribe').map((r) => r.customerId);
    for (const to of left)
      for (let mail = 0; mail < 20; mail += 1) mailed.receiveEmail({ ...OFFER, to, at: day(70 + mail) });
    const later = mailed.advanceTo(day(100)).reactions;
    expect(later.filter((reaction) => reaction.kind === 'unsubscribe')).toEqual([]);
    const complaints = later.filter((reaction) => reaction.kind === 'complain');
    expect(complaints.length / (20 * left.length)).toBeGreaterThan(0.15);
  });

  it('are found by address in any case, and strangers are refused', () => {
    const shop = openShop();
    const { messages } = shop.advanceTo(day(30));
    const identify = messages.find((message) => message.type === 'identify')!;
    const to = String(identify.traits?.['email']).toUpperCase();
    expect(shop.receiveEmail({ ...OFFER, to, at: day(30) })).toContain(identify.userId);
    expect(() => shop.receiveEmail({ ...OFFER, to: 'nobody@example.com', at: day(30) })).toThrow(
      /no customer/,
    );
  });
});
