/** Liquid that every kind's copy is put together from. A first name, a price or a product may be missing. */

/** `Hello Ada,` or `Hello,`. */
export const GREETING = 'Hello{% if contact.firstName %} {{ contact.firstName }}{% endif %},';

/** A list of the products that the e-mail shows: `Filter paper ($4.20), Mug ($9.00)`. */
export const PRODUCT_LIST =
  '{% for product in products %}{{ product.name }}{% if product.price %} ({{ product.price }}){% endif %}{% unless forloop.last %}, {% endunless %}{% endfor %}';

const OFFER =
  'For your next order: {{ offer.name }}, with the code {{ offer.code }}. It is yours alone, works once, and is valid until {{ offer.validTo }}.';

const CLOSING = 'Your team at {{ shop.name }}';

/** The body from its paragraphs, greeting and closing around them; the offer's, if there is one, comes last. */
export function writeBody(paragraphs: readonly string[], withOffer: boolean): string {
  return [GREETING, ...paragraphs, ...(withOffer ? [OFFER] : []), CLOSING].join('\n\n');
}
