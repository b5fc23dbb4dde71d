/** Buying: the cart, the coupon, the order, and what follows from it days later. */

import { DAY } from '../src/domain/clock.ts';
import { EVENT } from '../src/domain/event.ts';
import type { Offer } from '../src/domain/offer.ts';
import { addToCart, arrive, type CartLine, lookAt, pickProduct, search, startCheckout } from './browse.ts';
import { dueProducts } from './demand.ts';
import { CATEGORIES, type ShopProduct } from './products.ts';
import { writeReview } from './reviews.ts';
import { describe, identify, type Session, toUnits, track } from './session.ts';
import { writeMessage } from './write-message.ts';

const SHIPPING_CENTS = 490;
const FREE_SHIPPING_FROM_CENTS = 5000;

/** A visit that ends with an order. `landing` is the product whose link was clicked, if any. */
export function visitAndOrder(session: Session, landing?: ShopProduct): void {
  arrive(session, landing);
  const lines = fillCart(session, landing);
  if (session.random.uniform() < 0.35) search(session, lines[0]!.product);
  for (const { product, quantity } of lines) {
    lookAt(session, product);
    addToCart(session, product, quantity);
  }
  identify(session, 'checkout-form');
  startCheckout(session, lines);
  completeOrder(session, lines);
}

/** What is used up first, then the taste of the moment and what goes with it; nothing that is sold out. */
function fillCart(session: Session, landing?: ShopProduct): readonly CartLine[] {
  const { life, random, world } = session;
  const wanted = new Set<ShopProduct>();
  if (landing !== undefined && random.uniform() < 0.6) wanted.add(landing);
  for (const due of dueProducts(life.customer, life.state, session.day)) {
    if (random.uniform() < 0.85) wanted.add(world.products[due]!);
  }
  const more = random.poisson(wanted.size === 0 ? 0.6 : 0.4) + (wanted.size === 0 ? 1 : 0);
  for (let left = more; left > 0; left -= 1) wanted.add(pickProduct(session));
  const first = [...wanted][0]!;
  if (random.uniform() < 0.3) wanted.add(companionOf(session, first));
  const inStock = [...wanted].filter((product) => product.stock > 0);
  const products = inStock.length > 0 ? inStock : [world.products.find((product) => product.stock > 0)!];
  return products.map((product) => ({ product, quantity: 1 + (random.uniform() < 0.25 ? 1 : 0) }));
}

function companionOf(session: Session, product: ShopProduct): ShopProduct {
  const companion = CATEGORIES[product.categoryIndex]!.companion;
  return session.world.products.find(
    (other) => other.category === companion && other.scentIndex === product.scentIndex,
  )!;
}

function completeOrder(session: Session, lines: readonly CartLine[]): void {
  const { customer, state } = session.life;
  const orderId = `o-${session.world.seed}-${customer.index + 1}-${state.orders + 1}`;
  const subtotalCents = lines.reduce((sum, line) => sum + line.product.priceCents * line.quantity, 0);
  const coupon = takeCoupon(session);
  const shippingCents =
    subtotalCents >= FREE_SHIPPING_FROM_CENTS || coupon?.offer.kind === 'free shipping' ? 0 : SHIPPING_CENTS;
  const discountCents = coupon === null ? 0 : discountOf(coupon.offer, subtotalCents);
  if (coupon !== null) {
    track(session, EVENT.couponApplied, {
      order_id: orderId,
      coupon_id: coupon.code,
      coupon_name: coupon.offer.name,
      discount: toUnits(discountCents),
    });
  }
  track(session, EVENT.orderCompleted, {
    order_id: orderId,
    total: toUnits(subtotalCents - discountCents + shippingCents),
    revenue: toUnits(subtotalCents - discountCents),
    shipping: toUnits(shippingCents),
    discount: toUnits(discountCents),
    ...(coupon === null ? {} : { coupon: coupon.code }),
    currency: 'EUR',
    products: lines.map((line) => ({ ...describe(line.product), quantity: line.quantity })),
  });
  remember(session, lines);
  follow(session, orderId, lines, subtotalCents - discountCents);
}

/** The coupon in the pocket, if it is still good and not forgotten. It is gone afterwards. */
function takeCoupon(session: Session): { readonly code: string; readonly offer: Offer } | null {
  const { customer, state } = session.life;
  const coupon = state.coupon;
  if (coupon === null || coupon.untilDay < session.day.number) return null;
  if (session.random.uniform() > 0.45 + 0.5 * customer.priceSensitivity) return null;
  state.coupon = null;
  const offer = session.world.offers.find((candidate) => candidate.id === coupon.offerId)!;
  return { code: coupon.code, offer };
}

function discountOf(offer: Offer, subtotalCents: number): number {
  if (offer.kind === 'percent') return Math.round((subtotalCents * offer.value) / 100);
  return offer.kind === 'amount' ? Math.min(offer.value, subtotalCents) : 0;
}

function remember(session: Session, lines: readonly CartLine[]): void {
  const { state } = session.life;
  state.orders += 1;
  state.lastOrderDay = session.day.number;
  for (const { product } of lines)
    state.bought.set(session.world.products.indexOf(product), session.day.number);
}

/** Weeks later some send it all back and some write a review. */
function follow(session: Session, orderId: string, lines: readonly CartLine[], paidCents: number): void {
  const { life, random, world } = session;
  const refunded = random.uniform() < 0.05;
  const daysLater = (from: number, to: number) =>
    Math.floor(session.clock + (from + (to - from) * random.uniform()) * DAY);
  if (refunded) {
    const products = lines.map((line) => ({ ...describe(line.product), quantity: line.quantity }));
    const properties = { order_id: orderId, total: toUnits(paidCents), currency: 'EUR', products };
    writeMessage(world, life, daysLater(3, 20), { type: 'track', event: EVENT.orderRefunded, properties });
  }
  if (random.uniform() < 0.16) {
    const { product } = lines[random.integer(lines.length)]!;
    const review = writeReview({ product, language: life.customer.person.language, refunded, random });
    const properties = { ...review, review_id: `r-${orderId}`, product_id: product.id };
    writeMessage(world, life, daysLater(4, 18), { type: 'track', event: EVENT.productReviewed, properties });
  }
}
