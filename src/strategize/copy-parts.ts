/**
 * Liquid that every kind's copy is put together from. A first name or a product may be missing; prices, pictures and
 * the coupon's code are drawn by the layout.
 */

/** `Hello Ada,` or `Hello,`. */
const GREETING = 'Hello{% if contact.firstName %} {{ contact.firstName }}{% endif %},';

/** The names of the products that the e-mail's layout shows below: `Filter paper, Mug and Tea pot`. */
export const PRODUCT_NAMES =
  '{% for product in products %}{{ product.name }}{% if forloop.rindex0 > 1 %}, {% elsif forloop.rindex0 == 1 %} and {% endif %}{% endfor %}';

const OFFER =
  'For your next order there is {{ offer.name }}, until {{ offer.validTo }}. The code below is yours alone and works once.';

const CLOSING = 'Your team at {{ shop.name }}';

/** The body from its paragraphs, greeting and closing around them; the offer's, if there is one, comes last. */
export function writeBody(paragraphs: readonly string[], withOffer: boolean): string {
  return [GREETING, ...paragraphs, ...(withOffer ? [OFFER] : []), CLOSING].join('\n\n');
}
