/** Asking where the links of composed e-mails lead: products', written ones, and our own pages, without unsubscribing anybody. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLinkAsker } from '../../src/adapters/links/ask-link.ts';
import type { AskLink, LinkAnswer } from '../../src/domain/preflight.ts';
import { buildProduct, START } from '../support/marketing-shop.ts';
import { addSentMessage } from '../support/sent-message.ts';
import { startMailServer } from '../web/mail-server.ts';
import { answers, openPreflightDesk, type PreflightDesk, PUBLIC_URL } from './open-preflight-desk.ts';

const OWN = [`${PUBLIC_URL}/u/preview`, `${PUBLIC_URL}/preferences/preview`];
const POT = 'https://shop.test/p/pot?from=mail';
const gone: LinkAnswer = { kind: 'gone', why: 'the page is gone (404)' };
const silent: LinkAnswer = { kind: 'unclear', why: 'its server does not answer', hostSilent: true };

let desk: PreflightDesk;
beforeEach(async () => {
  desk = await openPreflightDesk();
});
afterEach(() => desk.shop.close());

/** Answers as listed, and writes down what was asked. */
function listen(listed: Readonly<Record<string, LinkAnswer>> = {}) {
  const asked: string[] = [];
  const askLink: AskLink = async (url) => {
    asked.push(url);
    return listed[url] ?? { kind: 'answers' };
  };
  return { asked, askLink };
}

async function checkOf(options: Parameters<PreflightDesk['propose']>[0], askLink: AskLink = answers) {
  const { of } = await desk.check(await desk.propose(options), { askLink });
  return of('links answer');
}

describe('links of products', () => {
  it('that lead to a page that is gone fail, named by their product', async () => {
    const { askLink } = listen({ [POT]: gone });
    expect(await checkOf({}, askLink)).toEqual({
      check: 'links answer',
      verdict: 'fails',
      says: "“Tea pot”: the page is gone (404). Correct the product's link in your shop, or have it out of stock until then.",
    });
  });

  it('of a server that is silent are a warning, after asking it once', async () => {
    await desk.shop.stores.products.put([buildProduct('mug', { name: 'Mug' })], START);
    const { asked, askLink } = listen({ [POT]: silent });
    const found = await checkOf({ productIds: ['pot', 'mug'] }, askLink);
    expect(found).toMatchObject({ verdict: 'warning' });
    expect(found.says).toBe(
      '“Tea pot”: its server does not answer; “Mug”: its server does not answer. Open it yourself to see.',
    );
    expect(asked.filter((url) => url.startsWith('https://shop.test'))).toHaveLength(1);
  });

  it('are asked directly, not through our own click tracking, and only of products that are shown', async () => {
    await desk.shop.stores.products.put([buildProduct('sold-out', { stock: 0 })], START);
    const { asked, askLink } = listen();
    const found = await checkOf({ productIds: ['pot', 'sold-out'] }, askLink);
    expect(asked.toSorted()).toEqual([...OWN, POT].toSorted());
    expect(found).toMatchObject({ verdict: 'ok', says: '3 of 3 answer.' });
  });

  it('are asked of those most shown, when there are more than a person can wait for', async () => {
    const ids = Array.from({ length: 30 }, (_, at) => `p${at}`);
    await desk.shop.stores.products.put(
      ids.map((id) => buildProduct(id)),
      START,
    );
    const { asked, askLink } = listen();
    const rare = ids.slice(0, 29);
    const found = await checkOf(
      { productIds: ['p29'], productsOf: { [desk.contacts[0]!]: rare }, copy: { body: 'x' } },
      askLink,
    );
    expect(asked).toHaveLength(20);
    expect(asked).toEqual(expect.arrayContaining([...OWN, 'https://shop.test/p/p29?from=mail']));
    expect(found.says).toBe('20 of 20 answer. Asked: the 20 most shown of 32.');
  });
});

describe('links that a person wrote into the words', () => {
  it.each([
    ['See https://shop.test/sale.', 'https://shop.test/sale'],
    ['See (https://shop.test/sale?a=1&b=2), or not', 'https://shop.test/sale?a=1&b=2'],
    ['See https://shop.test/tea_(green)', 'https://shop.test/tea_(green)'],
    ['See www.shop.test/sale!', 'http://www.shop.test/sale'],
    ['请看https://shop.test/特价。谢谢', 'https://shop.test/特价'],
  ])('are asked as a mail program reads them: %s', async (body, url) => {
    const { asked, askLink } = listen();
    await checkOf({ copy: { body } }, askLink);
    expect(asked.toSorted()).toEqual([...OWN, POT, url].toSorted());
  });

  it('that lead nowhere fail, with the link and what to do', async () => {
    const { askLink } = listen({ 'https://shop.test/sale': gone });
    const found = await checkOf({ copy: { body: 'All of it: https://shop.test/sale' } }, askLink);
    expect(found).toMatchObject({
      verdict: 'fails',
      says: 'The link https://shop.test/sale in the words: the page is gone (404). Correct the link with Edit.',
    });
  });

  it('are asked in both wordings, and once when they are the product’s own', async () => {
    const { asked, askLink } = listen();
    await checkOf(
      { copy: { body: '{{ products[0].url }}' }, copyB: { heading: 'On https://shop.test/b now' } },
      askLink,
    );
    expect(asked.toSorted()).toEqual([...OWN, POT, 'https://shop.test/b'].toSorted());
  });

  it('into a private network fail, and are not asked', async () => {
    const askLink = createLinkAsker(PUBLIC_URL, {
      resolve4: async () => ['93.184.216.34'],
      resolve6: async () => [],
    } as never);
    const own: AskLink = (url) =>
      url.startsWith('http://169.') ? askLink(url) : Promise.resolve({ kind: 'answers' });
    const found = await checkOf({ copy: { body: 'http://169.254.169.254/latest/meta-data' } }, own);
    expect(found).toMatchObject({
      verdict: 'fails',
      says: expect.stringContaining('into a private network'),
    });
  });
});

describe('our own pages', () => {
  it.each([
    [gone, 'fails'],
    [silent, 'warning'],
  ])('that customers cannot reach (%j) are named with what to do', async (answer, verdict) => {
    const { askLink } = listen({ [OWN[0]!]: answer });
    const found = await checkOf({}, askLink);
    expect(found.verdict).toBe(verdict);
    expect(found.says).toMatch(/^The page to unsubscribe: .*PUBLIC_URL leads to it from outside/);
  });

  it('answer to a real asker, which unsubscribes nobody and records nothing', async () => {
    const server = await startMailServer();
    try {
      const { id } = await server.shop.addContact('ann');
      const sent = await addSentMessage(server.shop, id);
      const { url } = server;
      const askLink: AskLink = (link) => (link.startsWith(url) ? createLinkAsker(url)(link) : answers(link));
      const { of } = await desk.check(await desk.propose(), { askLink, settings: { publicUrl: url } });
      expect(of('links answer')).toMatchObject({ verdict: 'ok', says: '3 of 3 answer.' });
      expect(await server.shop.stores.contacts.reachabilityOf(id)).toBe('mailable');
      const { outcomes } = await server.shop.stores.outcomes.counts(sent.campaignId);
      expect(Object.values(outcomes).every((count) => count === 0)).toBe(true);
    } finally {
      await server.close();
    }
  });
});
