/** The server's end of a WebSocket, against a client of another make. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'undici';
import { expect, it, onTestFinished } from 'vitest';
import { acceptWebSocket } from '../../demo/slack/web-socket.ts';

/** Says back what it hears. */
async function startEcho() {
  const server = createServer();
  server.on('upgrade', (request, socket, head) => {
    const echo = acceptWebSocket(
      { request, socket, head },
      { onText: (text) => echo.send(text), onClose: () => {} },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  onTestFinished(() => {
    client.close();
    server.close();
  });
  await new Promise((resolve) => client.addEventListener('open', resolve, { once: true }));
  return client;
}

// On either side of each of the three ways in which a length is written.
it.each([0, 125, 126, 65_535, 65_536, 300_000])('carries %i bytes both ways unchanged', async (length) => {
  const client = await startEcho();
  const text = 'ü'.repeat(Math.floor(length / 2)).padEnd(length - Math.floor(length / 2), 'x');
  const heard = new Promise((resolve) =>
    client.addEventListener('message', ({ data }) => resolve(data), { once: true }),
  );
  client.send(text);
  expect(await heard).toBe(text);
});

it('ends when the client says goodbye', async () => {
  const client = await startEcho();
  const ended = new Promise((resolve) =>
    client.addEventListener('close', ({ code }) => resolve(code), { once: true }),
  );
  client.close(1000);
  expect(await ended).toBe(1000);
});
