/** Reads what an event's properties say of orders and products, in the words of Segment's e-commerce specification. */

import { z } from 'zod';
import { EVENT, type EventLine, type NewEvent } from '../domain/event.ts';
import type { Product } from '../domain/product.ts';
import { type Fault, firstFault } from './fault.ts';
import {
  centsField,
  countField,
  currencyField,
  idField,
  linkField,
  numberField,
  textField,
} from './read-field.ts';
import { createQuickReader, withReader } from './read-quickly.ts';
import { readReview } from './reviews/read-review.ts';

export type Commerce = Pick<
  NewEvent,
  'orderId' | 'amountCents' | 'currency' | 'rating' | 'couponCode' | 'lines' | 'products'
>;

const productFields = {
  product_id: idField,
  sku: idField,
  name: textField(500),
  price: centsField,
  quantity: countField,
  image_url: linkField,
  url: linkField,
  category: textField(255),
  stock: countField,
};
const productSchema = z
  .object(productFields, { error: 'must be an object' })
  .refine((product) => (product.product_id ?? product.sku) !== undefined, {
    path: ['product_id'],
    error: 'is missing',
    // A product that is no object has said so already.
    when: ({ value }) => typeof value === 'object' && value !== null,
  });
const readProduct = createQuickReader(productFields);
const propertiesFields = {
  ...productFields,
  products: withReader(
    z.array(productSchema, { error: 'must be a list of products' }).nullish(),
    readProducts,
  ),
  order_id: idField,
  total: centsField,
  revenue: centsField,
  value: centsField,
  currency: currencyField,
  coupon: textField(255),
  coupon_id: idField,
  coupon_name: textField(255),
  rating: numberField,
  review_body: withReader(z.unknown().optional(), (text) => text),
};
const propertiesSchema = z.object(propertiesFields);
const readProperties = createQuickReader(propertiesFields);
type Properties = Readonly<z.output<typeof propertiesSchema>>;
type ProductProperties = Readonly<z.output<typeof productSchema>>;

const KNOWN_NAMES = new Set<string>(Object.values(EVENT));
/** What a call without such properties says. */
export const NO_COMMERCE: Commerce = { lines: [], products: [] };

/**
 * The typed facts in a track event's properties. A fact that cannot be read is a fault where the specification says
 * what it means; on an event of the sender's own making it only stays in the payload.
 */
export function readCommerce(name: string, properties: Readonly<Record<string, unknown>>): Commerce | Fault {
  const facts = readProperties(properties);
  if (facts !== null) return gather(name, facts);
  const parsed = propertiesSchema.safeParse(properties);
  if (!parsed.success) return KNOWN_NAMES.has(name) ? firstFault(parsed.error, 'properties') : NO_COMMERCE;
  return gather(name, parsed.data);
}

function readProducts(listed: unknown): readonly ProductProperties[] | null {
  if (!Array.isArray(listed)) return null;
  const products: ProductProperties[] = [];
  for (const raw of listed) {
    const product = readProduct(raw);
    if (product === null || !hasId(product)) return null;
    products.push(product);
  }
  return products;
}

function gather(name: string, facts: Properties): Commerce {
  const listed = facts.products ?? [];
  const entries = listed.length > 0 ? listed : hasId(facts) ? [facts] : [];
  const review = name === EVENT.productReviewed ? readReview(facts.review_body) : null;
  const amountCents = facts.total ?? facts.revenue ?? facts.value;
  const couponCode = facts.coupon ?? facts.coupon_id ?? facts.coupon_name;
  return {
    ...(facts.order_id !== undefined && { orderId: facts.order_id }),
    ...(amountCents !== undefined && { amountCents }),
    ...(facts.currency !== undefined && { currency: facts.currency }),
    ...(facts.rating !== undefined && { rating: facts.rating }),
    ...(couponCode !== undefined && { couponCode }),
    lines: review === null ? entries.map(toLine) : entries.map((entry) => ({ ...toLine(entry), review })),
    products: entries.filter(saysSomething).map((entry) => toProduct(entry, facts.currency)),
  };
}

function hasId(facts: ProductProperties): boolean {
  return (facts.product_id ?? facts.sku) !== undefined;
}

function toLine(entry: ProductProperties): EventLine {
  return {
    productId: (entry.product_id ?? entry.sku)!,
    quantity: entry.quantity ?? 1,
    priceCents: entry.price ?? null,
  };
}

function saysSomething(entry: ProductProperties): boolean {
  const { name, price, image_url, url, category, stock } = entry;
  return (name ?? price ?? image_url ?? url ?? category ?? stock) !== undefined;
}

function toProduct(entry: ProductProperties, currency: string | undefined): Product {
  const { price, stock } = entry;
  return {
    id: (entry.product_id ?? entry.sku)!,
    name: entry.name ?? null,
    // A negative price or stock is counted in the data-quality report, but is no fact about the product.
    priceCents: price !== undefined && price >= 0 ? price : null,
    currency: price !== undefined && price >= 0 ? (currency ?? null) : null,
    imageUrl: entry.image_url ?? null,
    link: entry.url ?? null,
    category: entry.category ?? null,
    stock: stock !== undefined && stock >= 0 ? stock : null,
  };
}
