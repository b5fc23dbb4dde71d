/** Builders for what an e-mail is made of. */

import type { EmailFacts } from '../../src/domain/email.ts';
import type { Copy } from '../../src/domain/strategy.ts';

export function buildCopy(change: Partial<Copy> = {}): Copy {
  return {
    subject: 'Hello {{ contact.firstName | default: "there" }}',
    previewText: 'Something for you',
    heading: 'We picked this for you',
    body: 'Hi {{ contact.firstName | default: "there" }},\n\nthis goes well with what you have.',
    button: 'See it',
    ...change,
  };
}

export function buildFacts(change: Partial<EmailFacts> = {}): EmailFacts {
  return {
    contact: { firstName: 'Ann' },
    products: [
      {
        name: 'Tea pot',
        price: '€12.00',
        imageUrl: 'https://shop.test/pot.png',
        url: 'https://mail.shop.test/c/token-0',
      },
    ],
    offer: null,
    shop: { name: 'Tea & Co', postalAddress: '1 High Street, London' },
    unsubscribeUrl: 'https://mail.shop.test/u/token',
    preferencesUrl: 'https://mail.shop.test/preferences/token',
    openPixelUrl: null,
    ...change,
  };
}
