import { describe, expect, it } from 'vitest';
import { createEmailRenderer } from '../../../src/adapters/email/render-email.ts';
import type { EmailProduct } from '../../../src/domain/email.ts';
import { AppError } from '../../../src/errors.ts';
import { buildCopy, buildFacts } from '../../support/email-facts.ts';

const renderer = createEmailRenderer();
const offer = { name: '10% off', code: 'TEA-123', validTo: '1 May 2026' };

function products(count: number): EmailProduct[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `Product ${i} with a rather long name for a shop`,
    price: '€9.99',
    imageUrl: `https://shop.test/images/${i}.png`,
    url: `https://mail.shop.test/c/${'t'.repeat(76)}${i}`,
  }));
}

describe('the HTML version', () => {
  it('shows heading, paragraphs, every product with image, price and link, and the footer', async () => {
    const { html } = await renderer.render(buildCopy(), buildFacts({ products: products(3) }));
    expect(html).toMatch(/^<!doctype html>\n<html lang="en"/);
    expect(html).toContain('>We picked this for you</h1>');
    expect(html).toContain('>Hi Ann,</div>');
    expect(html).toContain('>this goes well with what you have.</div>');
    for (const product of products(3)) {
      expect(html).toContain(`href="${product.url}"`);
      expect(html).toContain(`alt="${product.name}" src="${product.imageUrl}"`);
    }
    expect(html.match(/See it/g)).toHaveLength(3);
    expect(html).toContain('Tea &amp; Co, 1 High Street, London');
    expect(html).toContain('href="https://mail.shop.test/u/token"');
    expect(html).toContain('href="https://mail.shop.test/preferences/token"');
    expect(html).not.toMatch(/\{\{|\{%|%\}|\}\}/);
  });

  it('escapes every fact and every word, and runs no Liquid that stands in a fact', async () => {
    const nasty = '<script>alert("1")</script> {{ shop.name }}';
    const { html, text, subject } = await renderer.render(
      buildCopy({ heading: '<b>{{ contact.firstName }}</b>' }),
      buildFacts({
        contact: { firstName: nasty },
        products: [{ name: '"><img src=x>', price: null, imageUrl: null, url: 'https://x.test/?a=1&b="2"' }],
      }),
    );
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<img src=x>');
    expect(html).toContain(
      '&lt;b&gt;&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; {{ shop.name }}&lt;/b&gt;',
    );
    expect(html).toContain('href="https://x.test/?a=1&amp;b=&#34;2&#34;"');
    expect(text).toContain(`<b>${nasty}</b>`);
    expect(subject).toBe(`Hello ${nasty}`);
  });

  it('has the offer, and the open pixel, only when there is one', async () => {
    const without = await renderer.render(buildCopy(), buildFacts());
    expect(without.html).not.toContain('Valid until');
    expect(without.html).not.toContain('width="1"');
    const openPixelUrl = 'https://mail.shop.test/o/token';
    const facts = buildFacts({ offer, openPixelUrl });
    const { html, text } = await renderer.render(buildCopy({ subject: '{{ offer.name }}' }), facts);
    expect(html).toContain('>TEA-123<');
    expect(html).toContain('>Valid until 1 May 2026<');
    expect(html).toContain(`<img src="${openPixelUrl}" alt=""`);
    expect(text).toContain('10% off\nYour code: TEA-123\nValid until 1 May 2026');
    expect(text).not.toContain(openPixelUrl);
  });

  it('gives every image an alternative text', async () => {
    const { html } = await renderer.render(
      buildCopy(),
      buildFacts({ products: products(4), openPixelUrl: 'https://x.test/o' }),
    );
    const images = html.match(/<img[^>]*>/g) ?? [];
    expect(images).toHaveLength(5);
    for (const image of images) expect(image).toMatch(/\salt="/);
  });

  it('stays below the size at which Gmail clips, with a dozen products', async () => {
    const { html } = await renderer.render(buildCopy(), buildFacts({ products: products(12), offer }));
    expect(Buffer.byteLength(html)).toBeLessThan(80_000);
  });

  it('is refused when it would be clipped', async () => {
    await expect(
      renderer.render(buildCopy({ body: 'word '.repeat(9_000) }), buildFacts({ products: products(20) })),
    ).rejects.toThrow(/Shorten the body or show fewer products/);
  });
});

describe('the text version', () => {
  it('reads as text, with every link', async () => {
    const { text } = await renderer.render(buildCopy(), buildFacts());
    expect(text).toBe(`We picked this for you

Hi Ann,

this goes well with what you have.

* Tea pot, €12.00
  See it: https://mail.shop.test/c/token-0

-- 
Tea & Co, 1 High Street, London
You get this e-mail because you agreed to receive offers from Tea & Co.
Unsubscribe: https://mail.shop.test/u/token
Change your preferences: https://mail.shop.test/preferences/token
`);
  });

  it('wraps long paragraphs', async () => {
    const { text } = await renderer.render(buildCopy({ body: 'some words '.repeat(40) }), buildFacts());
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(78);
  });
});

describe('the subject', () => {
  it('is one line, whatever the name holds', async () => {
    const facts = buildFacts({ contact: { firstName: 'Ann\r\nBcc: eve@x.test\u2028\u0000!' } });
    expect((await renderer.render(buildCopy(), facts)).subject).toBe('Hello Ann Bcc: eve@x.test !');
  });

  it('is never empty', async () => {
    await expect(
      renderer.render(
        buildCopy({ subject: ' {{ contact.firstName }} ' }),
        buildFacts({ contact: { firstName: '' } }),
      ),
    ).rejects.toThrow(/subject is empty/);
  });
});

describe('a template with a fault is refused, and the fault named', () => {
  const faults = [
    [
      'body',
      '{{ contact.lastName }}',
      /body uses the unknown variable "contact.lastName". Known are contact.firstName/,
    ],
    ['subject', '{{ discount }}', /subject uses the unknown variable "discount"/],
    [
      'heading',
      '{% if false %}{{ contact.emial }}{% endif %}',
      /heading uses the unknown variable "contact.emial"/,
    ],
    ['body', '{% for p in products %}{{ p.nmae }}{% endfor %}', /unknown variable "p.nmae"/],
    ['body', '{{ products[0].nmae }}', /unknown variable "products.0.nmae"/],
    ['body', 'Use {{ offer.code }}', /unknown variable "offer". This campaign has none/],
    ['button', '{{ shop.name | shout }}', /button is no valid Liquid: undefined filter: shout/],
    ['body', '{{ shop.name', /body is no valid Liquid/],
    ['body', '{% if offer %}never closed', /body is no valid Liquid/],
    [
      'body',
      '{% for i in (1..100000000) %}x{% endfor %}',
      /body is no valid Liquid: memory alloc limit exceeded/,
    ],
    ['body', '{% render "/etc/passwd" %}', /body is no valid Liquid/],
    ['body', '{{ contact.constructor }}', /unknown variable "contact.constructor"/],
  ] as const;
  for (const [field, template, message] of faults)
    it(`${field}: ${template}`, async () => {
      const attempt = renderer.render(buildCopy({ [field]: template }), buildFacts());
      await expect(attempt).rejects.toThrow(message);
      await expect(attempt).rejects.toSatisfy(
        (error) => error instanceof AppError && error.code === 'invalid',
      );
    });

  it('but a template may ask whether there is an offer, and count the products', async () => {
    const body =
      '{% if offer %}Use {{ offer.code }}{% else %}No code{% endif %} {{ products.size }} {{ products.first.name }} {{ products[0].price }} {% for p in products %}{{ p.name }}{% endfor %}';
    const without = await renderer.render(buildCopy({ body }), buildFacts());
    expect(without.text).toContain('No code 1 Tea pot €12.00 Tea pot');
    const withOffer = await renderer.render(buildCopy({ body }), buildFacts({ offer }));
    expect(withOffer.text).toContain('Use TEA-123 1 Tea pot');
  });
});
