/** What changes about a customer from day to day. */

import type { Customer } from './customers.ts';
import type { ShopProduct } from './products.ts';
import { randomFor } from './random-for.ts';

/** A mail that works on the customer for some weeks. */
interface MailEffect {
  readonly day: number;
  /** What it adds to the log of the interest rate, at first. */
  readonly lift: number;
}

/** A coupon in the customer's pocket. */
interface PocketCoupon {
  readonly code: string;
  readonly offerId: string;
  readonly untilDay: number;
}

export interface CustomerState {
  identified: boolean;
  dormant: boolean;
  interested: boolean;
  unsubscribed: boolean;
  visits: number;
  orders: number;
  lastOrderDay: number | null;
  /** Day on which each product (by place in the catalogue) was last bought. */
  readonly bought: Map<number, number>;
  readonly mails: MailEffect[];
  coupon: PocketCoupon | null;
  /** Numbers this customer's messages. */
  sequence: number;
}

/** A customer on the first day. Known buyers hold products already, which makes some of them due soon. */
export function createState(
  seed: number,
  customer: Customer,
  products: readonly ShopProduct[],
): CustomerState {
  const state: CustomerState = {
    identified: false,
    dormant: false,
    interested: false,
    unsubscribed: false,
    visits: 0,
    orders: 0,
    lastOrderDay: null,
    bought: new Map(),
    mails: [],
    coupon: null,
    sequence: 0,
  };
  if (!customer.known) return state;
  const random = randomFor({ seed, customer: customer.index, day: 1, purpose: 'person' });
  const owned = random.weightedIndex(customer.productWeights);
  if (products[owned]!.daysToUseUp !== null) state.bought.set(owned, -random.integer(60));
  return state;
}
