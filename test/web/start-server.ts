/** The collecting entrances on a listening server with a real database. */

import type { AddressInfo } from 'node:net';
import { createCollector } from '../../src/collect/accept-calls.ts';
import { catalogueApi } from '../../src/web/catalogue-api.ts';
import { eventsApi } from '../../src/web/events-api.ts';
import { health } from '../../src/web/health.ts';
import { createServer } from '../../src/web/server.ts';
import { openStores } from '../collect/open-stores.ts';

const WRITE_KEY = 'wk_test';
export const NOW = Date.UTC(2026, 1, 27, 9, 30);

export async function startServer() {
  const stores = await openStores();
  const clock = { now: () => NOW };
  const server = createServer();
  const collector = createCollector({ events: stores.events, maxQueued: 10_000 });
  await server.register(eventsApi, { collector, writeKey: WRITE_KEY, clock });
  await server.register(catalogueApi, { ...stores, writeKey: WRITE_KEY, clock });
  await server.register(health, { check: async () => ({ ready: false, checks: { smtp: 'refused' } }) });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const authorization = `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}`;

  return {
    url,
    stores,
    /** Sends a body as it is when it is text or bytes, else as JSON; answers status, headers and parsed body. */
    async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { 'content-type': 'application/json', authorization, ...headers },
        ...(body !== undefined && {
          body:
            typeof body === 'string' || body instanceof Uint8Array
              ? new Uint8Array(Buffer.from(body))
              : JSON.stringify(body),
        }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: JSON.parse(text) };
    },
    async close() {
      await server.close();
      await stores.close();
    },
  };
}
