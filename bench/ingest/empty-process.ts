/** Fastify with nothing behind it: what any server on this machine could answer at most to the same requests. */

import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { answerOrders } from './answer-orders.ts';

export type EmptyOrder = 'open';

const server = Fastify({ bodyLimit: 1024 * 1024 });
server.post('/v1/:type', async () => ({ success: true }));

answerOrders<EmptyOrder>(async () => {
  await server.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
