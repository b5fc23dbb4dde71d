/** What comes in over HTTP, on either database: events, unsubscribing and preferences, health and metrics, at one app each. */

import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/domain/message.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addSentMessage } from '../support/sent-message.ts';
import { waitFor } from '../support/wait-for.ts';
import { type MailServer, startMailServer } from './mail-server.ts';
import { scrape } from './read-metrics.ts';

const NOW = Date.UTC(2026, 1, 27, 9, 30);

const order = (messageId: string, changes: object = {}) => ({
  ...{ type: 'track', event: 'Order Completed', userId: 'u1', messageId },
  properties: { order_id: 'o1', total: 19.99, products: [{ product_id: 'p1', name: 'Lamp', price: 19.99 }] },
  ...changes,
});

describeOnEach((on) => {
  describe('an app', () => {
    let flywheel: RunningFlywheel;
    beforeAll(async () => {
      flywheel = await openFlywheel({ on, at: NOW });
    });
    afterAll(() => flywheel.stop());

    async function send(path: string, body: object, key = flywheel.app.writeKey) {
      const headers = { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const answer = await fetch(`${flywheel.url}${path}`, init);
      return { status: answer.status, body: await answer.json() };
    }

    it('stores an event once, a batch without its bad items, and nothing for a wrong key', async () => {
      expect(await send('/v1/track', order('m1'))).toMatchObject({ status: 200, body: { stored: 1 } });
      expect(await send('/v1/track', order('m1'))).toMatchObject({ body: { stored: 0, duplicates: 1 } });
      const batch = [order('m2'), { type: 'track', userId: 'u1' }, order('m1'), 'nonsense'];
      const counts = { stored: 1, duplicates: 1, deadLetters: 2 };
      expect(await send('/v1/batch', { batch })).toMatchObject({ status: 200, body: counts });
      expect(await send('/v1/batch', { batch }, 'another')).toMatchObject({ status: 401 });
      const { contacts, events, products } = flywheel.app.stores;
      const { id } = (await contacts.find('u1'))!;
      expect((await events.history(id, 10)).events.map(({ amountCents }) => amountCents)).toEqual([
        1999, 1999,
      ]);
      expect(await products.all()).toMatchObject([{ id: 'p1', name: 'Lamp', priceCents: 1999 }]);
    });

    it('keeps what a database would refuse as dead letters, and their neighbours as events', async () => {
      const batch = [
        { type: 'identify', userId: 'nul\0' },
        { type: 'identify', userId: 'half \ud83d' },
        order('m3', { properties: { products: [{ product_id: 'p', quantity: 3e9 }] } }),
        order('m4', { properties: { total: 1e300 } }),
        order('m5', { properties: {} }),
      ];
      expect(await send('/v1/batch', { batch })).toMatchObject({ body: { stored: 1, deadLetters: 4 } });
      const bad = order('m6', { properties: { total: 'lots' } });
      expect(await send('/v1/track', bad)).toMatchObject({
        status: 400,
        body: { field: 'properties.total' },
      });
      const letters = await flywheel.app.stores.events.deadLetters(10);
      expect(letters).toHaveLength(7);
      expect(letters.map(({ payload }) => payload)).toContainEqual(bad);
    });

    it('is ready after a night, and counts what it has done and what the stores hold', async () => {
      expect(await flywheel.runJob('nightly')).toMatchObject({ ok: true });
      const ready = await fetch(`${flywheel.url}/health/ready`);
      const checks = { database: 'ok', queue: 'ok', disk: 'ok', mail: 'ok', slack: 'ok', nightly: 'ok' };
      expect([ready.status, await ready.json()]).toEqual([200, { ready: true, checks }]);
      const { values } = await scrape(flywheel.url);
      const named = Object.entries({
        events_stored_total: 3,
        events_duplicate_total: 2,
        dead_letters_total: 7,
        contacts: 1,
        database_up: 1,
        'outbox_messages{state="queued"}': 0,
        'campaigns{state="sending"}': 0,
        'job_last_success_timestamp_seconds{job="nightly"}': NOW / 1000,
        'job_failures_total{job="nightly"}': 0,
      });
      const read = named.map(([name]) => [name, values.get(`flywheel_${name}`)]);
      expect(Object.fromEntries(read)).toEqual(Object.fromEntries(named));
    });

    // On SQLite there is no server to go away.
    if (on === 'PostgreSQL')
      it('is not ready while its server takes nobody, and is again after', async () => {
        const url = new URL(flywheel.settings['DATABASE_URL']!);
        const name = url.pathname.slice(1);
        url.pathname = '/postgres';
        const admin = new Client({ connectionString: url.href });
        await admin.connect();
        const state = async () => (await fetch(`${flywheel.url}/health/ready`)).status;
        const until = (status: number) => waitFor(async () => expect(await state()).toBe(status));
        try {
          await admin.query(`alter database ${name} with allow_connections false`);
          await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
            name,
          ]);
          await until(503);
          expect((await scrape(flywheel.url)).values.get('flywheel_database_up')).toBe(0);
          expect(await send('/v1/track', order('m7'))).toMatchObject({ status: 503 });
          expect((await fetch(`${flywheel.url}/health/live`)).status).toBe(200);
        } finally {
          await admin.query(`alter database ${name} with allow_connections true`);
          await admin.end();
        }
        await until(200);
        expect(await send('/v1/track', order('m7'))).toMatchObject({ body: { stored: 1 } });
      });
  });

  describe('the links in an e-mail', () => {
    let server: MailServer;
    beforeAll(async () => {
      server = await startMailServer({ on });
    });
    afterAll(() => server.close());

    const post = (path: string, fields: Record<string, string> = {}) => {
      server.shop.clock.move(1_000);
      return server.ask(path, { method: 'POST', body: new URLSearchParams(fields) });
    };
    const reachability = ({ contactId }: Message) => server.shop.stores.contacts.reachabilityOf(contactId);
    const sentTo = async (userId: string) =>
      addSentMessage(server.shop, (await server.shop.addContact(userId)).id);

    it('unsubscribe whoever posts, once, and nobody who looks', async () => {
      const message = await sentTo('ann');
      const path = `/u/${server.sign('unsubscribe', message.id)}`;
      expect((await server.ask(path)).status).toBe(200);
      expect(await reachability(message)).toBe('mailable');
      for (let time = 0; time < 2; time += 1) expect((await post(path)).status).toBe(200);
      expect(await reachability(message)).toBe('suppressed');
      const { outcomes } = await server.shop.stores.outcomes.counts(message.campaignId);
      expect(outcomes.unsubscribed).toBe(1);
    });

    it('keep what is granted and withdrawn, and undo no suppression for another reason', async () => {
      const message = await sentTo('bob');
      const { contacts } = server.shop.stores;
      const path = `/preferences/${server.sign('preferences', message.contactId)}`;
      await post(path, { email: 'on', tracking: 'on' });
      const { consents } = (await contacts.get(message.contactId))!;
      expect(consents.tracking).toMatchObject({ granted: true, source: 'preference-page' });
      await post(path);
      expect(await reachability(message)).toBe('no consent');
      await contacts.suppress(message.contactId, 'complaint', server.shop.clock.now());
      await post(path, { email: 'on' });
      expect(await reachability(message)).toBe('suppressed');
    });
  });
});
