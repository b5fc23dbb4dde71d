/** What a visit looks like: a glance shows little; interest shows in searches, views and a filled cart. */

import { EVENT } from '../src/domain/event.ts';
import { CATEGORIES, SCENTS, type ShopProduct } from './products.ts';
import { describe, identify, page, type Session, track, viewProduct } from './session.ts';

/** How likely each step of a visit is. */
interface Habit {
  readonly search: number;
  readonly views: number;
  readonly add: number;
  readonly checkout: number;
}

const GLANCE: Habit = { search: 0.12, views: 1.2, add: 0.03, checkout: 0.08 };
const INTEREST: Habit = { search: 0.45, views: 3.2, add: 0.5, checkout: 0.3 };
const NOT_SOLD = ['gift card', 'matches', 'beeswax', 'pet safe candle'];

/** A visit that ends without an order. `landing` is the product whose link was clicked, if any. */
export function browse(session: Session, interested: boolean, landing?: ShopProduct): void {
  arrive(session, landing);
  const habit = interested ? INTEREST : GLANCE;
  const { random } = session;
  if (random.uniform() < habit.search) search(session, pickProduct(session));
  for (let left = random.poisson(habit.views); left > 0; left -= 1) lookAt(session, pickProduct(session));
  if (random.uniform() >= habit.add) return;
  const product = pickProduct(session);
  lookAt(session, product);
  addToCart(session, product, 1);
  if (random.uniform() < habit.checkout) startCheckout(session, [{ product, quantity: 1 }]);
}

/** The beginning of every visit: a page, and for some a name. */
export function arrive(session: Session, landing?: ShopProduct): void {
  const { customer, state } = session.life;
  state.visits += 1;
  const shy = customer.anonymousFirst && (state.visits < 2 || session.random.uniform() > 0.3);
  if (landing === undefined) page(session, 'Home', '/');
  else page(session, landing.name, `/products/${landing.id}`);
  if (!shy) identify(session, 'account-form');
  if (landing !== undefined) viewProduct(session, landing);
}

export interface CartLine {
  readonly product: ShopProduct;
  readonly quantity: number;
}

export function search(session: Session, product: ShopProduct): void {
  const { random } = session;
  const missing = random.uniform() < 0.08;
  const scent = SCENTS[product.scentIndex]!.toLowerCase();
  const kind = CATEGORIES[product.categoryIndex]!.label.toLowerCase();
  const query = random.uniform() < 0.5 ? scent : random.uniform() < 0.5 ? kind : `${scent} ${kind}`;
  const results = query === scent ? CATEGORIES.length : query === kind ? SCENTS.length : 1;
  if (missing) track(session, EVENT.productsSearched, { query: NOT_SOLD[random.integer(4)]!, results: 0 });
  else track(session, EVENT.productsSearched, { query, results });
}

/** Opens a product from its category's list, or straight away. */
export function lookAt(session: Session, product: ShopProduct): void {
  if (session.random.uniform() < 0.45) {
    track(session, EVENT.productListViewed, { list_id: product.category, category: product.category });
  }
  viewProduct(session, product);
}

export function addToCart(session: Session, product: ShopProduct, quantity: number): void {
  track(session, EVENT.productAdded, { ...describe(product), quantity, currency: product.currency });
}

export function startCheckout(session: Session, lines: readonly CartLine[]): void {
  const value = lines.reduce((sum, line) => sum + line.product.priceCents * line.quantity, 0) / 100;
  const products = lines.map((line) => ({ ...describe(line.product), quantity: line.quantity }));
  track(session, EVENT.checkoutStarted, { value, currency: 'EUR', products });
}

/** A product after the customer's own taste. */
export function pickProduct(session: Session): ShopProduct {
  return session.world.products[session.random.weightedIndex(session.life.customer.productWeights)]!;
}
