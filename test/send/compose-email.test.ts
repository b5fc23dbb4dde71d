import { expect, it } from 'vitest';
import { createEmailRenderer } from '../../src/adapters/email/render-email.ts';
import { createLinkSigner } from '../../src/privacy/sign-link.ts';
import { composeEmail, previewEmail } from '../../src/send/compose-email.ts';
import { describeProduct, isWebAddress, usableName } from '../../src/send/describe-facts.ts';
import { drawCouponCode } from '../../src/send/draw-coupon-code.ts';
import { buildStrategy } from '../approve/build-campaign.ts';
import { buildCopy } from '../support/email-facts.ts';
import { buildProduct, START } from '../support/marketing-shop.ts';
import { settings } from './send-run.ts';

it('previews what a contact would get, with a code that is none', async () => {
  const offer = {
    id: 'ten',
    name: '10% off',
    kind: 'percent',
    value: 10,
    currency: null,
    validFrom: START,
    validTo: Date.UTC(2026, 4, 1),
    maxCoupons: null,
  } as const;
  const copy = buildCopy({ body: 'Use {{ offer.code }}' });
  const products = [buildProduct('pot'), buildProduct('nameless', { name: null })];
  const request = { copy, currency: 'EUR', firstName: 'Ann', offer, products };
  const { subject, text, html } = await previewEmail(createEmailRenderer(), settings, request);
  expect(subject).toBe('Hello Ann');
  expect(text).toContain('Your code: PREVIEW\nValid until 30 April 2026');
  expect(text).toContain('* Tea pot, €12.00');
  expect(html.match(/<img/g)).toHaveLength(1);
});

it('leads to the preferences of the contact, naming the message so that leaving there is tied to it', async () => {
  const signer = createLinkSigner(Buffer.alloc(32, 5));
  const { email } = await composeEmail({ renderer: createEmailRenderer(), signer }, settings, {
    message: { id: 'message-1', productIds: [], wording: 'A' },
    campaign: { copy: buildCopy(), copyB: null, strategy: buildStrategy() },
    contact: {
      id: 'contact-1',
      profile: { email: 'ann@example.com', traits: {} },
      consents: { email: null, tracking: null },
      firstSeenAt: START,
      lastSeenAt: START,
      eventCount: 1,
    },
    promise: null,
    products: new Map(),
  });
  const token = /\/preferences\/([\w.-]+)/.exec(email.text)![1]!;
  expect(signer.verify('preferences', token)).toBe('contact-1:message-1');
});

it('greets by name only with what can be one', () => {
  expect(usableName(' Ann-Sophie ')).toBe('Ann-Sophie');
  for (const name of [undefined, '', '  ', 'WIN at http://spam.test', 'me@spam.test', 'x'.repeat(41), 'a\nb'])
    expect(usableName(name)).toBeNull();
});

it('links only to the web', () => {
  expect(isWebAddress('https://shop.test/p/1')).toBe(true);
  for (const link of [null, '', 'javascript:alert(1)', '/p/1', '//shop.test', 'ftp://shop.test', 'https://'])
    expect(isWebAddress(link)).toBe(false);
});

it('writes prices in their currency, and shows none that is not known', () => {
  const priceOf = (priceCents: number | null, currency: string | null) =>
    describeProduct(buildProduct('pot', { priceCents, currency }), 'GBP', null)?.price;
  expect(priceOf(123456, 'USD')).toBe('$1,234.56');
  expect(priceOf(950, null)).toBe('£9.50');
  expect(priceOf(950, 'nonsense')).toBe('9.50 nonsense');
  expect(priceOf(null, 'USD')).toBeNull();
});

it('draws coupon codes that differ and cannot be misread', () => {
  const codes = Array.from({ length: 1000 }, drawCouponCode);
  expect(new Set(codes).size).toBe(1000);
  for (const code of codes) expect(code).toMatch(/^[2-9B-DF-HJKMNP-TV-XZ]{5}-[2-9B-DF-HJKMNP-TV-XZ]{5}$/);
});
