/** Asking whether links answer, of a real server, and keeping out of private networks. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLinkAsker } from '../../../src/adapters/links/ask-link.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(answer: Answer) {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, heard };
}

const end =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(status, headers).end();

const here = createLinkAsker('http://127.0.0.1:3000');
/** Every name leads to this machine, as a name may that somebody made for it. */
const names = { resolve4: async () => ['127.0.0.1'], resolve6: async () => ['::1'] } as never;

it.each([
  [200, 'answers'],
  [204, 'answers'],
  [404, 'gone'],
  [410, 'gone'],
  [403, 'unclear'],
  [503, 'unclear'],
])('takes status %i for "%s"', async (status, kind) => {
  const { url } = await serve(end(status));
  expect((await here(`${url}/p`)).kind).toBe(kind);
});

it('asks with GET where a server knows no HEAD, and reads nothing of the page', async () => {
  const { url, heard } = await serve((request, response) => {
    response.writeHead(request.method === 'HEAD' ? 405 : 200);
    response.end(request.method === 'HEAD' ? '' : 'x'.repeat(5_000_000));
  });
  expect(await here(`${url}/p`)).toEqual({ kind: 'answers' });
  expect(heard).toEqual(['HEAD /p', 'GET /p']);
});

it('follows redirects, but not for ever', async () => {
  const { url, heard } = await serve((request, response) =>
    request.url === '/old'
      ? end(301, { location: '/new' })(request, response)
      : request.url === '/new'
        ? end(200)(request, response)
        : end(302, { location: '/loop' })(request, response),
  );
  expect(await here(`${url}/old`)).toEqual({ kind: 'answers' });
  heard.length = 0;
  expect(await here(`${url}/loop`)).toMatchObject({ kind: 'unclear', why: 'it redirects without end' });
  expect(heard).toHaveLength(5);
});

it('gives up on a server that is silent, and on one that is not there', async () => {
  const silent = await serve(() => undefined);
  expect(await here(`${silent.url}/p`)).toMatchObject({ kind: 'unclear', hostSilent: true });
  expect(await here('http://127.0.0.1:1/p')).toMatchObject({ kind: 'unclear', hostSilent: true });
});

it.each([
  'http://127.0.0.1',
  'http://localhost',
  'http://shop.localhost',
  'http://2130706433',
  'http://[::1]',
  'http://[::ffff:127.0.0.1]',
  'http://intranet.local',
  // A public name that leads inside.
  'http://shop.example',
])('does not ask %s where the product is public', async (host) => {
  const { port, heard } = await serve(end(200));
  const ask = createLinkAsker('https://mail.shop.example', names);
  expect(await ask(`${host}:${port}/p`)).toMatchObject({ kind: 'not public' });
  expect(heard).toEqual([]);
});

it('does ask them where the product itself is on this machine', async () => {
  const { port } = await serve(end(200));
  const ask = createLinkAsker('http://127.0.0.1:3000', names);
  expect(await ask(`http://shop.example:${port}/p`)).toEqual({ kind: 'answers' });
});

describe('our own pages', () => {
  it('are asked where they are, though their public name leads into this network; nothing else is', async () => {
    const { port, heard } = await serve((request, response) =>
      request.url === '/away'
        ? end(302, { location: `http://shop.example:${port}/p` })(request, response)
        : end(200)(request, response),
    );
    const ask = createLinkAsker(`http://mail.shop.example:${port}`, names);
    expect(await ask(`http://mail.shop.example:${port}/u/preview`)).toEqual({ kind: 'answers' });
    const inside = { kind: 'not public', why: 'it leads into a private network' };
    expect(await ask(`http://mail.shop.example:${port}/away`)).toEqual(inside);
    expect(await ask(`http://other.shop.example:${port}/p`)).toEqual(inside);
    expect(heard).toEqual(['HEAD /u/preview', 'HEAD /away']);
  });
});
