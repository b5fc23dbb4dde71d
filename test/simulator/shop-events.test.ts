import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/collect/fault.ts';
import { parseMessage } from '../../src/collect/parse-message.ts';
import { day, openShop, ordersOf } from './run-shop.ts';

describe('the simulated shop', () => {
  it('gives the same events for the same seed, and others for another', () => {
    const first = openShop().advanceTo(day(60));
    expect(openShop().advanceTo(day(60))).toEqual(first);
    expect(openShop({ seed: 8 }).advanceTo(day(60)).messages).not.toEqual(first.messages);
  });

  it('gives the same events in one step or in many uneven ones, also around a mail', () => {
    const email = { to: 'c00003', links: ['https://candle-and-co.example/products/amber-wax-melts'] };
    const steps = [0.3, 1, 7.77, 20, 20.5, 33.3, 41];
    const inSteps = openShop();
    inSteps.receiveEmail({ ...email, at: day(20.5), hasOffer: true, couponCode: 'TEN' });
    const parts = steps.map((step) => inSteps.advanceTo(day(step)));
    const atOnce = openShop();
    atOnce.receiveEmail({ ...email, at: day(20.5), hasOffer: true, couponCode: 'TEN' });
    const whole = atOnce.advanceTo(day(41));
    expect(parts.flatMap((part) => part.messages)).toEqual(whole.messages);
    expect(parts.flatMap((part) => part.reactions)).toEqual(whole.reactions);

    const delivered = openShop();
    const before = delivered.advanceTo(day(20.5));
    delivered.receiveEmail({ ...email, at: day(20.5), hasOffer: true, couponCode: 'TEN' });
    const after = delivered.advanceTo(day(41));
    expect([...before.messages, ...after.messages]).toEqual(whole.messages);
  });

  it('keeps to the time it was asked for, in order, and numbers each message once', () => {
    const shop = openShop();
    shop.advanceTo(day(30));
    const { messages } = shop.advanceTo(day(50));
    const times = messages.map((message) => Date.parse(message.timestamp));
    expect(messages.length).toBeGreaterThan(200);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(day(30));
    expect(times.at(-1)).toBeLessThan(day(50));
    expect(new Set(messages.map((message) => message.messageId)).size).toBe(messages.length);
  });

  it('is as busy as a small shop: a contact does something on average every few days', () => {
    const { messages } = openShop({ customers: 300 }).advanceTo(day(180));
    const perCustomerDay = messages.length / 300 / 180;
    expect(perCustomerDay).toBeGreaterThan(0.28);
    expect(perCustomerDay).toBeLessThan(0.55);
  });

  it('refuses to go back in time', () => {
    const shop = openShop();
    shop.advanceTo(day(2));
    expect(() => shop.advanceTo(day(1))).toThrow(/back in time/);
  });

  it('speaks the Segment specification: every call has what its type needs', () => {
    const { messages } = openShop({ customers: 300 }).advanceTo(day(90));
    for (const message of messages) {
      expect(message.anonymousId).toMatch(/^a-/);
      expect(new Date(message.timestamp).toISOString()).toBe(message.timestamp);
      if (message.type === 'track') expect(message.event).toBeTruthy();
      if (message.type === 'page') expect(message.name).toBeTruthy();
      if (message.type === 'identify') expect(message.userId).toMatch(/^c\d+$/);
      expect(JSON.stringify(message).length).toBeLessThan(32_000);
    }
    const events = new Set(messages.flatMap((message) => message.event ?? []));
    expect([...events].sort()).toEqual([
      'Checkout Started',
      'Order Completed',
      'Order Refunded',
      'Product Added',
      'Product List Viewed',
      'Product Reviewed',
      'Product Viewed',
      'Products Searched',
    ]);
  });

  it('is understood by the door that the real events come in through, to the cent', () => {
    const { messages } = openShop({ customers: 300 }).advanceTo(day(90));
    const parsed = messages.map((message) => parseMessage(message, { receivedAt: day(90) }));
    expect(parsed.filter((result) => result instanceof Fault)).toEqual([]);
    const events = parsed.flatMap((result) => (result instanceof Fault ? [] : result));
    expect(events.map((event) => event.timestamp)).toEqual(messages.map((m) => Date.parse(m.timestamp)));
    const orders = events.filter((event) => event.name === 'Order Completed');
    expect(orders.length).toBeGreaterThan(30);
    for (const order of orders) {
      expect(order.amountCents).toBe(Math.round(Number(payloadTotal(order.payload)) * 100));
      for (const line of order.lines) expect(Number.isInteger(line.priceCents)).toBe(true);
    }
    const consents = events.flatMap((event) => event.consents);
    expect(consents.length).toBe(2 * events.filter((event) => event.type === 'identify').length);
    const shown = events.flatMap((event) => event.products);
    expect(shown.every((product) => product.imageUrl !== null && product.link !== null)).toBe(true);
  });

  it('adds up: an order’s revenue is its lines, and its total is that with shipping', () => {
    const orders = ordersOf(openShop().advanceTo(day(120)).messages);
    expect(orders.length).toBeGreaterThan(20);
    for (const { properties } of orders) {
      const order = properties as { total: number; revenue: number; shipping: number; products: Line[] };
      const lines = order.products.reduce((sum, line) => sum + line.price * line.quantity, 0);
      expect(order.revenue).toBeCloseTo(lines, 6);
      expect(order.total).toBeCloseTo(order.revenue + order.shipping, 6);
      for (const line of order.products) {
        expect(line).toMatchObject({ product_id: expect.any(String), name: expect.any(String) });
        expect(line).toMatchObject({
          image_url: expect.stringMatching(/\/images\/.*\.svg$/),
          url: expect.any(String),
        });
      }
    }
  });

  it('never sells what is sold out', () => {
    const shop = openShop({ customers: 300 });
    const soldOut = shop.products.filter((product) => product.stock === 0).map((product) => product.id);
    const orders = ordersOf(shop.advanceTo(day(120)).messages);
    const sold = orders.flatMap(({ properties }) =>
      ((properties?.['products'] ?? []) as Line[]).map((line) => line.product_id),
    );
    expect(soldOut.length).toBeGreaterThan(0);
    expect(sold.filter((id) => soldOut.includes(id))).toEqual([]);
  });

  it('names anonymous visitors later: they browse first, and identify carries both ids', () => {
    const { messages } = openShop({ customers: 300 }).advanceTo(day(90));
    const namedLater = new Set<string>();
    const anonymous = new Set(messages.filter((m) => m.userId === undefined).map((m) => m.anonymousId));
    const named = new Set<string>();
    for (const message of messages) {
      if (message.type === 'identify') {
        expect(named.has(message.anonymousId)).toBe(false);
        named.add(message.anonymousId);
        if (anonymous.has(message.anonymousId)) namedLater.add(message.anonymousId);
      } else expect(message.userId !== undefined).toBe(named.has(message.anonymousId));
    }
    expect(namedLater.size).toBeGreaterThan(20);
    expect(anonymous.size).toBeGreaterThan(namedLater.size);
  });

  it('asks for consent to mail and to tracking separately, with source, text version and time', () => {
    const { messages } = openShop({ customers: 300 }).advanceTo(day(60));
    const consents = messages.flatMap((message) => (message.traits?.['consent'] ?? []) as Consent | []);
    const granted = (purpose: keyof Consent) => consents.filter((consent) => consent[purpose].granted).length;
    for (const statement of consents.flatMap((consent) => [consent.email, consent.tracking])) {
      expect(statement.source).toMatch(/-form$/);
      expect(statement.textVersion).toBeTruthy();
      expect(Number.isNaN(Date.parse(statement.at))).toBe(false);
    }
    const contacts = consents.length;
    expect(granted('email')).toBeGreaterThan(contacts * 0.6);
    expect(granted('email')).toBeLessThan(contacts * 0.9);
    expect(granted('tracking')).toBeLessThan(granted('email'));
    expect(granted('tracking')).toBeGreaterThan(contacts * 0.3);
  });

  it('reviews in English and in Chinese, and returns get few stars', () => {
    const { messages } = openShop({ customers: 700 }).advanceTo(day(150));
    const reviews = messages.filter((message) => message.event === 'Product Reviewed');
    const texts = reviews.map((review) => String(review.properties?.['review_body']));
    const chinese = texts.filter((text) => /\p{Script=Han}/u.test(text)).length;
    expect(chinese).toBeGreaterThan(3);
    expect(chinese).toBeLessThan(texts.length / 2);
    const refunded = new Set(
      messages.filter((m) => m.event === 'Order Refunded').map((m) => `r-${m.properties?.['order_id']}`),
    );
    const ofReturns = reviews.filter((review) => refunded.has(String(review.properties?.['review_id'])));
    expect(ofReturns.length).toBeGreaterThan(0);
    for (const review of ofReturns) expect(review.properties?.['rating']).toBeLessThanOrEqual(2);
  });

  it('draws a picture of each product, and none of what it does not sell', () => {
    const shop = openShop();
    for (const product of shop.products) {
      expect(product.imageUrl).toBe(`https://candle-and-co.example/images/${product.id}.svg`);
      expect(shop.image(product.id)).toMatch(/^<svg .*<\/svg>$/);
    }
    expect(shop.image('gift-card')).toBeNull();
  });

  it('has about 60 products with unique ids and links, and offers with limits and validity', () => {
    const shop = openShop();
    expect(shop.products.length).toBe(63);
    expect(new Set(shop.products.map((product) => product.id)).size).toBe(63);
    expect(new Set(shop.products.map((product) => product.category)).size).toBe(7);
    for (const offer of shop.offers) expect(offer.validTo).toBeGreaterThan(offer.validFrom);
    expect(shop.offers.some((offer) => offer.maxCoupons !== null)).toBe(true);
  });
});

function payloadTotal(payload: string): unknown {
  return (JSON.parse(payload) as { properties: { total: number } }).properties.total;
}

interface Line {
  readonly product_id: string;
  readonly price: number;
  readonly quantity: number;
}

interface Statement {
  readonly granted: boolean;
  readonly source: string;
  readonly textVersion: string;
  readonly at: string;
}

interface Consent {
  readonly email: Statement;
  readonly tracking: Statement;
}
