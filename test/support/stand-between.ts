/** Stands between the bot and the local Slack, and passes its calls on when a test lets it. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PassingCall {
  readonly method: string;
  /** As the bot sent it, in the form that Slack takes. */
  readonly args: URLSearchParams;
}

/** `pass` hands the call on, a number refuses it for so many seconds, as Slack does with who says too much, a throw breaks the line. */
export type Decide = (call: PassingCall) => Promise<'pass' | number>;

export interface Between {
  readonly apiUrl: string;
  close(): Promise<void>;
}

export async function standBetween(apiUrl: string, decide: Decide): Promise<Between> {
  const server = createServer((request, response) => {
    pass(apiUrl, decide, { request, response }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function pass(
  apiUrl: string,
  decide: Decide,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { pathname, search } = new URL(request.url ?? '/', 'http://slack');
  const method = pathname.slice('/api/'.length);
  const decision = await decide({ method, args: new URLSearchParams(body.toString()) });
  if (decision !== 'pass') {
    response.writeHead(429, { 'retry-after': String(decision) }).end();
    return;
  }
  const answered = await fetch(new URL(`${method}${search}`, apiUrl), {
    method: request.method ?? 'POST',
    headers: {
      'content-type': request.headers['content-type'] ?? '',
      authorization: request.headers.authorization ?? '',
    },
    ...(request.method === 'GET' ? {} : { body }),
  });
  response.writeHead(answered.status, { 'content-type': 'application/json' }).end(await answered.text());
}
