/** Facts in words: prices, dates and names as an e-mail shows them. */

import type { EmailOffer, EmailProduct } from '../domain/email.ts';
import type { Offer } from '../domain/offer.ts';
import type { Product } from '../domain/product.ts';

/** Sign-up forms let anyone send a text of their choice to anyone's address; a name is short and has no link in it. */
const NAME = /^[^\n\r:/@<>]{1,40}$/;

/** A first name fit for a greeting, or null. */
export function usableName(name: string | undefined): string | null {
  const trimmed = name?.trim() ?? '';
  return NAME.test(trimmed) ? trimmed : null;
}

/** Whether a link may be followed from an e-mail: http and https only. */
export function isWebAddress(link: string | null): link is string {
  return link !== null && /^https?:\/\//i.test(link) && URL.canParse(link);
}

/** A product card, or null when the product's name is not known. */
export function describeProduct(product: Product, currency: string, url: string | null): EmailProduct | null {
  if (product.name === null) return null;
  return {
    name: product.name,
    price: product.priceCents === null ? null : formatMoney(product.priceCents, product.currency ?? currency),
    imageUrl: isWebAddress(product.imageUrl) ? product.imageUrl : null,
    url,
  };
}

/** An offer with its code. Its end is exclusive, so the last day is the one of the millisecond before. */
export function describeOffer(offer: Offer, code: string): EmailOffer {
  const lastDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return { name: offer.name, code, validTo: lastDay.format(offer.validTo - 1) };
}

function formatMoney(cents: number, currency: string): string {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).format(cents / 100);
  } catch {
    return `${(cents / 100).toFixed(2)} ${currency}`.trim();
  }
}
