/** Parses products and offers as their API takes them: strictly, and with every fault listed at once. */

import { z } from 'zod';
import { OFFER_KINDS, type Offer } from '../domain/offer.ts';
import type { Product } from '../domain/product.ts';
import { findBadText } from './check-text.ts';
import { Fault, faultsOf } from './fault.ts';
import {
  centsField,
  countField,
  currencyField,
  idField,
  readLink,
  textField,
  timeField,
} from './read-field.ts';

/** Items that are all valid, or every fault that was found; `[3].price` is the fourth item's. */
export type ParsedItems<T> =
  | { readonly ok: true; readonly items: readonly T[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const MAX_ITEMS = 1_000;

const link = z
  .string('must be text')
  .refine((text) => readLink(text) !== null, 'must be an http(s) address')
  .nullish();

const productSchema = z.strictObject({
  product_id: required(idField),
  name: textField(500),
  price: notNegative(centsField),
  currency: currencyField,
  image_url: link,
  url: link,
  category: textField(255),
  stock: notNegative(countField),
});

const offerFields = z.strictObject({
  id: required(idField),
  name: required(textField(255)),
  kind: z.enum(OFFER_KINDS, `must be one of ${OFFER_KINDS.join(', ')}`),
  value: notNegative(centsField),
  currency: currencyField,
  validFrom: required(timeField),
  validTo: required(timeField),
  maxCoupons: notNegative(countField),
});
type OfferFields = z.output<typeof offerFields>;

/**
 * Products in the spelling of an event's properties: `product_id`, `name`, `price` (in currency units), `currency`,
 * `image_url`, `url`, `category`, `stock`. One, or up to 1,000 in an array.
 */
export function parseProducts(body: unknown): ParsedItems<Product> {
  return parseItems(body, productSchema, (facts) => ({
    id: facts.product_id,
    name: facts.name ?? null,
    priceCents: facts.price ?? null,
    currency: facts.currency ?? null,
    imageUrl: facts.image_url ?? null,
    link: facts.url ?? null,
    category: facts.category ?? null,
    stock: facts.stock ?? null,
  }));
}

/**
 * Offers: `id`, `name`, `kind` (percent, amount, free shipping), `value` (percent, or currency units; none for free
 * shipping), `currency` (of an amount), `validFrom`, `validTo` and `maxCoupons`. One, or up to 1,000 in an array.
 */
export function parseOffers(body: unknown): ParsedItems<Offer> {
  return parseItems(body, offerFields.superRefine(checkOffer), (offer) => ({
    ...offer,
    value:
      offer.kind === 'free shipping'
        ? 0
        : offer.kind === 'percent'
          ? (offer.value ?? 0) / 100
          : (offer.value ?? 0),
    currency: offer.currency ?? null,
    maxCoupons: offer.maxCoupons ?? null,
  }));
}

function parseItems<Fields, T>(
  body: unknown,
  schema: z.ZodType<Fields>,
  build: (fields: Fields) => T,
): ParsedItems<T> {
  const list = Array.isArray(body) ? body : [body];
  if (list.length > MAX_ITEMS)
    return {
      ok: false,
      faults: [new Fault('', `has ${list.length} items: send at most ${MAX_ITEMS} at once`)],
    };
  const items: T[] = [];
  const faults: Fault[] = [];
  for (const [index, raw] of list.entries()) {
    const prefix = Array.isArray(body) ? `[${index}]` : '';
    const badText = findBadText(raw);
    const parsed = badText === null ? schema.safeParse(raw) : null;
    if (badText !== null) faults.push(new Fault([prefix, badText.field].join('.'), badText.reason));
    else if (parsed?.success) items.push(build(parsed.data));
    else if (parsed !== null) faults.push(...faultsOf(parsed.error, prefix));
  }
  return faults.length === 0 ? { ok: true, items } : { ok: false, faults };
}

function checkOffer(
  { kind, value, currency, validFrom, validTo }: OfferFields,
  context: z.RefinementCtx,
): void {
  const fault = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  // Percents pass through the reader of amounts, so 15 arrives as 1,500 hundredths.
  const percent = (value ?? 0) / 100;
  if (kind === 'percent' && !(Number.isInteger(percent) && percent >= 1 && percent <= 100))
    fault('value', 'must be a whole percentage from 1 to 100');
  if (kind === 'amount' && (value ?? 0) <= 0) fault('value', 'must be an amount above 0');
  if (kind === 'amount' && currency === undefined) fault('currency', 'is missing: an amount has one');
  if (validTo <= validFrom) fault('validTo', 'must be after validFrom');
}

function required<T>(schema: z.ZodType<T | undefined>) {
  return z.unknown().transform((value, context): T => {
    const parsed = schema.safeParse(value);
    if (parsed.success && parsed.data !== undefined) return parsed.data;
    const message = parsed.success ? 'is missing' : (parsed.error.issues[0]?.message ?? 'is invalid');
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

function notNegative(schema: z.ZodType<number | undefined>) {
  return schema.refine((value) => value === undefined || value >= 0, 'must not be negative').optional();
}
