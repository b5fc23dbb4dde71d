/** A web process without Slack: the app of its environment behind all its HTTP routes, on a free port. */

import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { createSystemClock } from '../../src/system-clock.ts';
import { createServer } from '../../src/web/server.ts';
import { answerOrders } from './answer-orders.ts';

export type WebOrder = 'open' | 'close' | 'cpu';

let close: () => Promise<void> = async () => undefined;

async function open(): Promise<string> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const app = await createApp({ config, clock: createSystemClock(0), log });
  const server = createServer({ log });
  await app.registerRoutes(server, null);
  await server.listen({ port: 0, host: '127.0.0.1' });
  close = async () => {
    await server.close();
    await app.close();
  };
  return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

/** `open` answers with the URL; `close` stops cleanly; `cpu` gives the processor time used so far, in seconds. */
answerOrders<WebOrder>(async (order) => {
  if (order === 'open') return open();
  if (order === 'close') return close();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
});
