/** What every e-mail must hold, looked for in e-mails as they were composed: also when the layout that should hold it was broken. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmailRenderer } from '../../src/adapters/email/render-email.ts';
import { findUnfit } from '../../src/approve/refuse-unfit.ts';
import type { EmailRenderer, RenderedEmail } from '../../src/domain/email.ts';
import { buildProduct } from '../support/marketing-shop.ts';
import { openPreflightDesk, type PreflightDesk, PUBLIC_URL } from './open-preflight-desk.ts';

let desk: PreflightDesk;
beforeEach(async () => {
  desk = await openPreflightDesk();
});
afterEach(() => desk.shop.close());

/** The real e-mail, after somebody changed the layout; in some e-mails only where it is asked for. */
function brokenBy(
  change: (email: RenderedEmail) => Partial<RenderedEmail>,
  isBroken: (email: RenderedEmail) => boolean = () => true,
): EmailRenderer {
  const real = createEmailRenderer();
  return {
    async render(copy, facts) {
      const email = await real.render(copy, facts);
      return isBroken(email) ? { ...email, ...change(email) } : email;
    },
  };
}

async function checked(renderer: EmailRenderer) {
  const { shop, contacts } = desk;
  await shop.stores.products.put([buildProduct('mug', { name: 'Mug' })], shop.clock.now());
  const campaign = await desk.propose({ productsOf: { [contacts[2]!]: ['mug'] } });
  const found = await desk.check(campaign, { renderer });
  const unfit = await findUnfit(campaign, async () => ({ at: 0, contentHash: '', findings: found.findings }));
  return { ...found, unfit };
}

const withMug = ({ text }: RenderedEmail) => text.includes('Mug');

describe('a link to unsubscribe', () => {
  const link = `${PUBLIC_URL}/u/preview`;

  it.each([
    ['the HTML', ({ html }: RenderedEmail) => ({ html: html.replaceAll(link, '#') })],
    ['the text', ({ text }: RenderedEmail) => ({ text: text.replaceAll(link, '') })],
    [
      'the right place, leading to another server',
      ({ html }: RenderedEmail) => ({ html: html.replaceAll(link, 'https://elsewhere.test/u/preview') }),
    ],
  ])('that is missing in %s fails, and nothing can be approved', async (_, change) => {
    const { of, amiss, unfit } = await checked(brokenBy(change));
    expect(of('unsubscribe link')).toMatchObject({
      verdict: 'fails',
      says: '3 of 3 e-mails have no link to unsubscribe.',
    });
    expect(amiss).toEqual(['unsubscribe link']);
    expect(unfit).toContain('cannot be approved as it is');
  });

  it('is looked for in each e-mail, not in one of them', async () => {
    const { of } = await checked(brokenBy(({ html }) => ({ html: html.replaceAll(link, '#') }), withMug));
    expect(of('unsubscribe link').says).toBe('1 of 3 e-mails have no link to unsubscribe.');
  });
});

describe('the postal address', () => {
  it('that is set but not in the e-mail fails, and nothing can be approved', async () => {
    const { of, amiss, unfit } = await checked(
      brokenBy(({ text }) => ({ text: text.replace('1 High Street, London', '') })),
    );
    expect(of('postal address')).toMatchObject({
      verdict: 'fails',
      says: '3 of 3 e-mails do not have your postal address.',
    });
    expect(amiss).toEqual(['postal address']);
    expect(unfit).toContain('postal address');
  });

  it('is found where the text breaks its line, and missed in one of three', async () => {
    const wrapped = await checked(
      brokenBy(({ text }) => ({ text: text.replace('High Street', 'High\n  Street') })),
    );
    expect(wrapped.amiss).toEqual([]);
    const { of } = await checked(
      brokenBy(({ text }) => ({ text: text.replace('London', 'Paris') }), withMug),
    );
    expect(of('postal address').says).toMatch(/^1 of 3 e-mails/);
  });

  it('is looked for in the HTML too', async () => {
    const { of } = await checked(
      brokenBy(({ html }) => ({ html: html.replace('1 High Street, London', '') })),
    );
    expect(of('postal address')).toMatchObject({ verdict: 'fails' });
    const postalAddress = "Tea & Co's House, “High” Street <2>";
    const escaped = await desk.check(await desk.propose(), { settings: { postalAddress } });
    expect(escaped.amiss).toEqual([]);
  });
});

describe('pictures', () => {
  const alt = /\salt="Tea pot"/g;

  it.each([
    ['no text', ({ html }: RenderedEmail) => ({ html: html.replace(alt, '') })],
    ['an empty text', ({ html }: RenderedEmail) => ({ html: html.replace(alt, ' alt=" "') })],
  ])('with %s for those who do not see them are a warning that counts them', async (_, change) => {
    const { of, amiss } = await checked(brokenBy(change));
    expect(of('pictures')).toMatchObject({
      verdict: 'warning',
      says: '2 of 3 e-mails have a picture without a text for those who do not see it. Name the product.',
    });
    expect(amiss).toEqual(['pictures']);
  });

  it('without a text are found behind others that have one', async () => {
    const extra = '<img src="https://shop.test/logo.png" width="10">';
    const { of } = await checked(
      brokenBy(({ html }) => ({ html: html.replace('</body>', `${extra}</body>`) })),
    );
    expect(of('pictures').says).toMatch(/^3 of 3 e-mails have a picture without a text/);
  });

  it('over plain http are a warning', async () => {
    const { shop } = desk;
    const pot = buildProduct('pot', { imageUrl: 'http://shop.test/pot.png' });
    await shop.stores.products.put([pot], shop.clock.now());
    expect((await desk.check(await desk.propose())).of('pictures')).toMatchObject({
      verdict: 'warning',
      says: expect.stringContaining('3 of 3 e-mails have a picture over http'),
    });
  });
});
