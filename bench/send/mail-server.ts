/** A real SMTP server that takes its time, sometimes says 451, and counts each e-mail by its Message-ID. */

import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { Random } from '../../src/statistics/random.ts';

export interface MailServer {
  readonly url: string;
  /** How many times each e-mail was taken, by Message-ID without its brackets. */
  readonly taken: ReadonlyMap<string, number>;
  /** How many e-mails were taken, repeated ones included. */
  mails(): number;
  /** How many were answered 451. */
  putOff(): number;
  /** Keeps answers back until `release`. */
  hold(): void;
  release(): void;
  close(): Promise<void>;
}

export interface MailServerOptions {
  readonly random: Random;
  /** Each answer to an e-mail takes a random time between them. */
  readonly delayMs: readonly [least: number, most: number];
  readonly shareOf451: number;
}

export async function startMailServer(options: MailServerOptions): Promise<MailServer> {
  const taken = new Map<string, number>();
  const gate = createGate();
  let mails = 0;
  let putOff = 0;
  const answer = async (stream: SMTPServerDataStream): Promise<void> => {
    const messageId = await readMessageId(stream);
    await wait(delayOf(options));
    await gate.passed();
    if (options.random.uniform() < options.shareOf451) {
      putOff += 1;
      throw Object.assign(new Error('4.3.0 busy, come back later'), { responseCode: 451 });
    }
    mails += 1;
    taken.set(messageId, (taken.get(messageId) ?? 0) + 1);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => void answer(stream).then(() => done(), done),
  });
  // A killed client resets its connection.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    mails: () => mails,
    putOff: () => putOff,
    hold: gate.close,
    release: gate.open,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function delayOf({ random, delayMs: [least, most] }: MailServerOptions): number {
  return least + random.uniform() * (most - least);
}

async function readMessageId(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return /^Message-ID: <([^>]+)>/im.exec(Buffer.concat(chunks).toString())?.[1] ?? 'none';
}

function createGate() {
  let open: () => void = () => undefined;
  let passed: Promise<void> = Promise.resolve();
  return {
    passed: () => passed,
    open: () => open(),
    close() {
      passed = new Promise((resolve) => {
        open = resolve;
      });
    },
  };
}
