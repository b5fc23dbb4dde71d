/** How a customer may take an e-mail, with the true chance of each way: drawn from and computed with alike. */

import type { Customer } from './customers.ts';
import type { Email } from './email.ts';
import type { Life } from './life.ts';
import type { ShopProduct } from './products.ts';
import type { CustomerState } from './state.ts';
import type { World } from './world.ts';

export interface EmailChances {
  readonly open: number;
  /** Given an open. */
  readonly click: number;
  readonly unsubscribe: number;
  readonly complain: number;
  /** That a click turns an idle customer into an interested one. */
  readonly interestOnClick: number;
  /** Added to the log of the interest rate if opened, and if not. */
  readonly liftOpened: number;
  readonly liftUnopened: number;
}

const FATIGUE_DAYS = 14;
const COUPON_DAYS = 14;
const INTEREST_ON_CLICK = { persuadable: 0.5, 'sure thing': 0.04, 'lost cause': 0.02, 'sleeping dog': 0 };

/** The true chances of a mail that arrives on this day. */
export function emailChances(world: World, life: Life, email: Email, day: number): EmailChances {
  const { customer, state } = life;
  const recent = state.mails.filter((mail) => day - mail.day < FATIGUE_DAYS).length;
  const appeal = relevance(world, customer, email) * offerAppeal(customer, email);
  const lift = customer.emailEffect > 0 ? customer.emailEffect * appeal : customer.emailEffect;
  const open = customer.openProbability * 0.85 ** recent * (state.dormant ? 0.6 : 1);
  return {
    open: state.unsubscribed ? 0.1 : open,
    click: email.links.length === 0 ? 0 : Math.min(0.8, customer.clickProbability * appeal),
    unsubscribe: Math.min(0.5, customer.unsubscribeProbability * (1 + recent)),
    // Who unsubscribed and is mailed again reaches for the spam button.
    complain: state.unsubscribed ? 0.3 : Math.min(0.2, customer.complaintProbability * (1 + recent)),
    interestOnClick: INTEREST_ON_CLICK[customer.response] * (state.dormant ? 0.6 : 1),
    liftOpened: state.unsubscribed ? -1 : lift,
    liftUnopened: state.unsubscribed ? -1 : lift > 0 ? lift * 0.2 : lift,
  };
}

/** Changes the customer's state by one reading (or not) of the mail: its lift from the next day on, its coupon. */
export function takeIn(world: World, state: CustomerState, email: Email, reading: Reading): void {
  const { day, opened, chances } = reading;
  state.mails.push({ day, lift: opened ? chances.liftOpened : chances.liftUnopened });
  if (!opened || !email.hasOffer || email.couponCode === undefined) return;
  const offerId = email.offerId ?? world.offers[0]!.id;
  state.coupon = { code: email.couponCode, offerId, untilDay: day + COUPON_DAYS };
}

export interface Reading {
  readonly day: number;
  readonly opened: boolean;
  readonly chances: EmailChances;
}

/** How well the products shown fit the customer's taste: 0.5 (not at all) to 1.6; 1 when none is shown. */
function relevance(world: World, customer: Customer, email: Email): number {
  const shown = shownProducts(world, email);
  if (shown.length === 0) return 1;
  const taste = shown.reduce((sum, product) => sum + customer.categoryTaste[product.categoryIndex]!, 0);
  return Math.max(0.5, Math.min(1.6, 0.5 + (0.5 * taste) / shown.length));
}

function offerAppeal(customer: Customer, email: Email): number {
  return email.hasOffer ? 0.9 + 0.6 * customer.priceSensitivity : 1;
}

/** The products that the mail is about, as far as its links or its ids tell. */
export function shownProducts(world: World, email: Email): readonly ShopProduct[] {
  return world.products.filter(
    (product) =>
      email.productIds?.includes(product.id) || email.links.some((link) => link.endsWith(`/${product.id}`)),
  );
}
