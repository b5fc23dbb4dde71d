/** What machines do with an e-mail's pixel and links leaves no trace, and they are answered like people. */

import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/clock.ts';
import type { Message } from '../../src/domain/message.ts';
import { emailEngagement } from '../../src/prepare/features/email-engagement.ts';
import { describeOnEach } from '../support/each-database.ts';
import { addSentMessage } from '../support/sent-message.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const GMAIL = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';
const GOOGLE_CHECK =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0';
const APPLE = 'Mozilla/5.0';
const GATEWAYS = ['Barracuda Sentinel (EE)', 'Mimecast/1.0', 'python-requests/2.32', GOOGLE_CHECK, ''];

describeOnEach((on) => {
  let server: MailServer;
  afterEach(() => server.close());

  async function start(waited: number): Promise<Message> {
    server = await startMailServer({ on });
    const { id } = await server.shop.addContact('ann', { tracking: true });
    const message = await addSentMessage(server.shop, id);
    server.shop.clock.move(waited);
    return message;
  }

  function open({ id }: Message, agent: string) {
    return server.ask(`/o/${server.sign('open', id)}`, { headers: { 'user-agent': agent } });
  }

  function click({ id }: Message, agent: string, index = 0) {
    return server.ask(`/c/${server.sign('click', `${id}:${index}`)}`, { headers: { 'user-agent': agent } });
  }

  async function countsOf({ campaignId }: Message) {
    const { opened, clicked } = (await server.shop.stores.outcomes.counts(campaignId)).outcomes;
    return { opened, clicked };
  }

  async function featuresOf({ contactId }: Message) {
    const { events } = await server.shop.stores.events.history(contactId, 100);
    return emailEngagement.compute(events, server.shop.clock.now() + MINUTE);
  }

  describe('a mail gateway', () => {
    it.each(GATEWAYS)(
      'that calls itself "%s" is let through and leaves the features as they were',
      async (agent) => {
        const message = await start(MINUTE);
        const before = await featuresOf(message);
        expect((await open(message, agent)).headers.get('content-type')).toBe('image/gif');
        expect((await click(message, agent)).headers.get('location')).toBe(
          'https://shop.test/p/pot?from=mail',
        );
        expect(await countsOf(message)).toEqual({ opened: 0, clicked: 0 });
        expect(await featuresOf(message)).toEqual(before);
      },
    );

    it('that passes for a browser is known by its haste, and the person who comes later counts', async () => {
      const message = await start(4_000);
      const before = await featuresOf(message);
      for (const index of [0, 1]) expect((await click(message, BROWSER, index)).status).toBe(302);
      await open(message, BROWSER);
      expect(await countsOf(message)).toEqual({ opened: 0, clicked: 0 });
      expect(await featuresOf(message)).toEqual(before);
      server.shop.clock.move(MINUTE);
      await click(message, BROWSER);
      expect(await countsOf(message)).toEqual({ opened: 0, clicked: 1 });
      expect(await featuresOf(message)).not.toEqual(before);
    });
  });

  describe('an image proxy', () => {
    it('of Apple, which fetches by itself, is no open', async () => {
      const message = await start(MINUTE);
      expect((await open(message, APPLE)).status).toBe(200);
      expect(await countsOf(message)).toEqual({ opened: 0, clicked: 0 });
    });

    it('of Gmail, which fetches when the person opens, is one', async () => {
      const message = await start(MINUTE);
      await open(message, GMAIL);
      expect(await countsOf(message)).toEqual({ opened: 1, clicked: 0 });
    });
  });
});
