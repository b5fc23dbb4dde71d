/** Draws what a shop's site sends: mostly views of people who are known, some orders, some strangers who become known. */

import { createRandom } from '../../src/statistics/random.ts';

export interface CallMaker {
  /** Calls are numbered, so that each has a messageId of its own. */
  next(): Record<string, unknown>;
}

export interface CallOptions {
  readonly seed: number;
  readonly people: number;
  /** Makes messageIds that no other maker makes. */
  readonly prefix: string;
}

const PRODUCTS = 500;
const START = Date.UTC(2026, 0, 5);

/** The same seed draws the same calls. */
export function createCallMaker({ seed, people, prefix }: CallOptions): CallMaker {
  const random = createRandom(seed);
  let made = 0;
  return {
    next() {
      made += 1;
      const person = random.integer(people);
      const timestamp = new Date(START + made * 250).toISOString();
      const call = {
        messageId: `${prefix}-${made}`,
        timestamp,
        sentAt: timestamp,
        context: {
          library: { name: 'analytics.js', version: '2.11.1' },
          page: { url: `https://shop.example/p/${random.integer(PRODUCTS)}`, title: 'A cup' },
        },
      };
      const draw = random.uniform();
      const known = { ...call, type: 'track', userId: `user-${person}` };
      if (draw < 0.8)
        return {
          ...known,
          event: draw < 0.65 ? 'Product Viewed' : 'Product Added',
          properties: product(random.integer(PRODUCTS)),
        };
      if (draw < 0.85)
        return { ...known, event: 'Order Completed', properties: order(made, random.integer(PRODUCTS)) };
      const anonymousId = `device-${person}-${random.integer(3)}`;
      if (draw < 0.95) return { ...call, type: 'page', name: 'Home', anonymousId };
      return {
        ...call,
        type: 'identify',
        userId: `user-${person}`,
        anonymousId,
        traits: { email: `user-${person}@example.com`, firstName: `Name ${person}` },
      };
    },
  };
}

function product(number: number) {
  return {
    product_id: `p${number}`,
    name: `Product ${number}`,
    price: 5 + number,
    currency: 'EUR',
    category: `c${number % 20}`,
  };
}

function order(number: number, productNumber: number) {
  const products = [product(productNumber), product((productNumber + 1) % PRODUCTS)].map((one) => ({
    ...one,
    quantity: 1,
  }));
  return {
    order_id: `o${number}`,
    total: products.reduce((sum, { price }) => sum + price, 0),
    currency: 'EUR',
    products,
  };
}
