/** An address that hears one request, as the one at which Slack takes later answers. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HeardOnce {
  readonly url: string;
  /** What was posted there; the address is gone then. */
  readonly body: Promise<string>;
}

export async function listenOnce(): Promise<HeardOnce> {
  let hear: (body: string) => void = () => undefined;
  const heard = new Promise<string>((resolve) => {
    hear = resolve;
  });
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk;
    });
    request.on('end', () => {
      response.end('ok');
      server.close();
      hear(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/answer`, body: heard };
}
