/** A Slack Web API of a few lines that answers as a test tells it to, and keeps what it took. */

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TinySlack {
  readonly apiUrl: string;
  /** The texts of the messages that were taken. */
  readonly posted: readonly string[];
  /** How many times a message was offered, taken or not. */
  readonly offered: () => number;
  close(): Promise<void>;
}

/** Answers a request instead of taking it; true when it did. */
export type Refuse = (response: ServerResponse, attempt: number) => boolean;

/** Who took a message keeps its sender waiting for as long as `answering` does. */
export async function startTinySlack(
  refuse: Refuse = () => false,
  answering: (text: string) => Promise<void> = async () => undefined,
): Promise<TinySlack> {
  const posted: string[] = [];
  let offered = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk;
    });
    request.on('end', async () => {
      offered += 1;
      if (refuse(response, offered)) return;
      const text = new URLSearchParams(body).get('text') ?? body;
      const place = posted.push(text);
      await answering(text);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, channel: 'C1', ts: `1.${place}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    posted,
    offered: () => offered,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
