import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/clock.ts';
import type { Message } from '../../src/domain/message.ts';
import { AppError } from '../../src/errors.ts';
import { describeOnEach } from '../support/each-database.ts';
import { addSentMessage } from '../support/sent-message.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

describeOnEach((on) => {
  let server: MailServer;
  afterEach(() => server.close());

  async function start(links?: readonly string[]): Promise<Message> {
    server = await startMailServer({ on });
    const { id } = await server.shop.addContact('ann', { tracking: true });
    const message = await addSentMessage(server.shop, id, links ? { links } : {});
    server.shop.clock.move(MINUTE);
    return message;
  }

  async function outcomesOf({ campaignId }: Message) {
    return (await server.shop.stores.outcomes.counts(campaignId)).outcomes;
  }

  describe('the open pixel', () => {
    it('is an image that no cache keeps, and records the open', async () => {
      const message = await start();
      const response = await server.ask(`/o/${server.sign('open', message.id)}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('image/gif');
      expect(response.headers.get('cache-control')).toBe('no-store');
      const image = Buffer.from(await response.arrayBuffer());
      expect(image.subarray(0, 6).toString()).toBe('GIF89a');
      expect([image.readUInt16LE(6), image.readUInt16LE(8)]).toEqual([1, 1]);
      expect(await outcomesOf(message)).toMatchObject({ opened: 1 });
    });

    it('records nothing for HEAD, nor for a token that is not ours, and is an image all the same', async () => {
      const message = await start();
      const token = server.sign('open', message.id);
      expect((await server.ask(`/o/${token}`, { method: 'HEAD' })).status).toBe(200);
      for (const other of ['nonsense', server.sign('click', message.id), `${token}x`])
        expect((await server.ask(`/o/${other}`)).headers.get('content-type')).toBe('image/gif');
      expect(await outcomesOf(message)).toMatchObject({ opened: 0 });
    });

    it('is an image also when the open cannot be recorded', async () => {
      server = await startMailServer({
        on,
        change: () => ({
          recordOpen: () => Promise.reject(new AppError('unavailable', 'The disk is full.')),
        }),
      });
      const response = await server.ask(`/o/${server.sign('open', 'message')}`);
      expect(response.status).toBe(200);
    });
  });

  describe('a click link', () => {
    it('leads to the stored target and records which link it was', async () => {
      const message = await start();
      const response = await server.ask(`/c/${server.sign('click', `${message.id}:1`)}`);
      expect(response.status).toBe(302);
      expect(response.headers.get('location')).toBe('https://shop.test/p/cup');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(await outcomesOf(message)).toMatchObject({ clicked: 1 });
      const { events } = await server.shop.stores.events.history(message.contactId, 10);
      expect(events.map(({ name }) => name)).toContain('Email Link Clicked');
    });

    it('leads there for HEAD too, and records nothing', async () => {
      const message = await start();
      const response = await server.ask(`/c/${server.sign('click', `${message.id}:0`)}`, { method: 'HEAD' });
      expect(response.status).toBe(302);
      expect(response.headers.get('location')).toBe('https://shop.test/p/pot?from=mail');
      expect(await outcomesOf(message)).toMatchObject({ clicked: 0 });
    });

    it('leads nowhere when the token is not ours: a page says so', async () => {
      const message = await start();
      const good = server.sign('click', `${message.id}:0`);
      const bad = [
        'nonsense',
        `${Buffer.from('https://evil.test').toString('base64url')}.${good.split('.')[1]}`,
        server.sign('open', `${message.id}:0`),
        server.sign('click', `${message.id}:9`),
        server.sign('click', message.id),
      ];
      for (const token of bad) {
        const response = await server.ask(`/c/${token}`);
        expect(response.status).toBe(404);
        expect(response.headers.get('location')).toBeNull();
        expect(await response.text()).toContain('This link does not work');
        expect((await server.ask(`/c/${token}`, { method: 'HEAD' })).status).toBe(404);
      }
    });

    it('cannot be made to lead elsewhere by a parameter', async () => {
      const message = await start();
      const token = server.sign('click', `${message.id}:1`);
      const response = await server.ask(`/c/${token}?url=https://evil.test&redirect=//evil.test`);
      expect(response.headers.get('location')).toBe('https://shop.test/p/cup');
    });

    it('leads only to the web', async () => {
      const message = await start(['javascript:alert(1)', 'data:text/html,x']);
      for (const index of [0, 1]) {
        const response = await server.ask(`/c/${server.sign('click', `${message.id}:${index}`)}`);
        expect(response.status).toBe(404);
      }
    });

    it('leads there also when the click cannot be recorded', async () => {
      server = await startMailServer({
        on,
        change: () => ({
          recordClick: () => Promise.reject(new AppError('unavailable', 'The disk is full.')),
        }),
      });
      const { id } = await server.shop.addContact('ann');
      const message = await addSentMessage(server.shop, id);
      const response = await server.ask(`/c/${server.sign('click', `${message.id}:1`)}`);
      expect(response.headers.get('location')).toBe('https://shop.test/p/cup');
    });
  });
});
