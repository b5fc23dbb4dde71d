import { expect, it, onTestFinished } from 'vitest';
import { createCollector } from '../../src/collect/accept-calls.ts';
import { DISK_RESERVE_BYTES } from '../../src/domain/disk-space.ts';
import { eventsApi } from '../../src/web/events-api.ts';
import { createServer } from '../../src/web/server.ts';
import { openStores } from './open-stores.ts';

it('events are refused while the disk is nearly full, and taken again once there is room', async () => {
  const { events, close } = await openStores();
  onTestFinished(close);
  let free = DISK_RESERVE_BYTES - 1;
  const collector = createCollector({ events, maxQueued: 10, disk: { freeBytes: async () => free } });
  const server = createServer();
  await server.register(eventsApi, { collector, writeKey: 'wk', clock: { now: () => 1_000 } });
  const send = () =>
    server.inject({
      method: 'POST',
      url: '/v1/track',
      headers: { authorization: `Basic ${btoa('wk:')}` },
      payload: { messageId: 'm1', userId: 'u1', event: 'Product Viewed' },
    });
  const refused = await send();
  expect(refused.statusCode).toBe(503);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.json().message).toMatch(/disk is nearly full.*send it again/);
  expect(await events.lastEventAt()).toBeNull();
  free = DISK_RESERVE_BYTES;
  expect((await send()).json()).toMatchObject({ stored: 1, duplicates: 0 });
});
