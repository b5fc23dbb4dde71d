/** The true chances of a customer's day: interest, order, fading, dormancy. Drawn from and computed with alike. */

import type { Customer } from './customers.ts';
import type { ShopProduct } from './products.ts';
import type { CustomerState } from './state.ts';

/** The chances of one day, in the order in which they are drawn. */
export interface DayChances {
  /** An active customer goes dormant. */
  readonly dormant: number;
  /** An idle, active customer becomes interested. */
  readonly interest: number;
  /** The same for a dormant one. */
  readonly revive: number;
  /** An interested customer orders. */
  readonly convert: number;
  /** An interested customer who did not order loses interest. */
  readonly fade: number;
}

export interface Day {
  readonly number: number;
  /** Epoch milliseconds of its first moment. */
  readonly start: number;
  /** 0 on the first of January (UTC). */
  readonly ofYear: number;
  /** 0 on Sunday (UTC). */
  readonly weekday: number;
  readonly products: readonly ShopProduct[];
}

const MAIL_HALF_LIFE_DAYS = 6;
const MAIL_DAYS = 28;

/** The chances of this day, given all that happened on days before it. */
export function dayChances(customer: Customer, state: CustomerState, day: Day): DayChances {
  const { rates } = customer;
  const lift = mailLift(state, day.number);
  const wish =
    rates.interest * customer.activity * seasonFactor(rates.season, day.ofYear) +
    rates.replenish * customer.activity * dueness(customer, state, day) +
    rates.occasion * nearGiftDay(customer, day.ofYear);
  const interest =
    day.number === customer.joinDay && !customer.known ? 0.3 : Math.min(0.8, wish * Math.exp(lift));
  return {
    dormant: rates.dormant,
    interest,
    revive: interest * 0.04,
    convert: Math.min(0.9, rates.convert * priceFactor(customer, state, day.number) * Math.exp(0.3 * lift)),
    fade: rates.fade,
  };
}

/** What recent mails add to the log of the interest rate; the day of receipt does not count yet. */
function mailLift(state: CustomerState, day: number): number {
  let lift = 0;
  for (const mail of state.mails) {
    const age = day - mail.day;
    if (age > 0 && age <= MAIL_DAYS) lift += mail.lift * 0.5 ** ((age - 1) / MAIL_HALF_LIFE_DAYS);
  }
  return Math.max(-2, Math.min(1.8, lift));
}

/** Who minds the price orders less, but with a coupon in the pocket more. */
function priceFactor(customer: Customer, state: CustomerState, day: number): number {
  const coupon = state.coupon !== null && state.coupon.untilDay >= day;
  return coupon ? 1 + 0.8 * customer.priceSensitivity : 1 - 0.35 * customer.priceSensitivity;
}

/** Candles are a winter and a present trade: weeks before Christmas, Valentine's and Mother's Day. */
function seasonFactor(follows: number, day: number): number {
  const height =
    within(day, 318, 354) * 9 +
    within(day, 32, 44) * 4 +
    within(day, 118, 131) * 4 +
    within(day, 274, 317) * 0.7;
  return 1 + follows * height;
}

/** How urgently something needs replacing, 0 to 1: rises to its use-up day, falls when it was bought elsewhere. */
function dueness(customer: Customer, state: CustomerState, day: Day): number {
  let most = 0;
  for (const [product, boughtOn] of state.bought)
    most = Math.max(most, due(customer, day, product, boughtOn));
  return most;
}

/** Products of the catalogue, by place, that this customer is about to use up. */
export function dueProducts(customer: Customer, state: CustomerState, day: Day): readonly number[] {
  return [...state.bought]
    .filter(([product, boughtOn]) => due(customer, day, product, boughtOn) > 0.4)
    .map(([product]) => product);
}

function due(customer: Customer, day: Day, product: number, boughtOn: number): number {
  const lasts = day.products[product]!.daysToUseUp;
  if (lasts === null) return 0;
  const used = (day.number - boughtOn) / (lasts * customer.rhythm);
  if (used < 0.75) return 0;
  if (used < 1) return (used - 0.75) / 0.25;
  return Math.max(0, 1 - Math.max(0, used - 1.35));
}

function nearGiftDay(customer: Customer, today: number): number {
  return customer.giftDays.some((gift) => (gift - today + 365) % 365 < 16) ? 1 : 0;
}

function within(day: number, from: number, to: number): number {
  return day >= from && day <= to ? 1 : 0;
}
