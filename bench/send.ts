/** How many e-mails a second go through the outbox on SQLite, beside nodemailer alone on the same server in the same run. */

import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type App, createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { createSystemClock } from '../src/system-clock.ts';
import { forkModule } from './fork-module.ts';
import { approveCampaign } from './send/approve-campaign.ts';
import type { MailServerOrder, MailServerWord } from './send/mail-server-process.ts';

export interface BenchSendOptions {
  /** In each round, each way. */
  readonly messages: number;
  readonly rounds: number;
  readonly connections: number;
  /** How long the mail server takes for an e-mail; real ones take tens of milliseconds. */
  readonly delayMs: number;
  readonly onProgress?: (text: string) => void;
}

/**
 * `messagesPerSecond` and `ratioToNodemailer` from the totals of all rounds, which take turns so that a busy moment of the
 * machine meets both. Throws when an e-mail did not arrive.
 */
export async function benchSend(options: BenchSendOptions): Promise<Record<string, unknown>> {
  const { messages, rounds, connections, delayMs } = options;
  const child = forkModule('send/mail-server-process');
  const { url } = await ask(child, { delayMs });
  const smtpUrl = `${url}?maxConnections=${connections}`;
  const dataDir = await mkdtemp(join(tmpdir(), 'flywheel-bench-'));
  const app = await openApp(dataDir, smtpUrl);
  const nodemailer = createStopwatch();
  const flywheel = createStopwatch();
  try {
    // What is loaded at the first e-mail is not measured.
    await sendThroughOutbox(app, connections, createStopwatch());
    for (let turn = 1; turn <= rounds; turn += 1) {
      await sendAlone(app, { smtpUrl, connections, messages }, nodemailer);
      await sendThroughOutbox(app, messages, flywheel);
      options.onProgress?.(
        `round ${turn} of ${rounds}: ${flywheel.seconds()} s beside ${nodemailer.seconds()} s`,
      );
    }
    const { mails } = await ask(child, { delayMs });
    const expected = 2 * rounds * messages + connections;
    if (mails !== expected) throw new Error(`The mail server took ${mails} e-mails of ${expected}.`);
    return {
      messagesPerSecond: round((rounds * messages) / flywheel.seconds()),
      nodemailerPerSecond: round((rounds * messages) / nodemailer.seconds()),
      ratioToNodemailer: round(nodemailer.seconds() / flywheel.seconds()),
      cpuMilliseconds: round(flywheel.cpuMilliseconds() / (rounds * messages)),
      nodemailerCpuMilliseconds: round(nodemailer.cpuMilliseconds() / (rounds * messages)),
      messages: rounds * messages,
      connections,
      delayMs,
    };
  } finally {
    child.disconnect();
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function ask(child: ChildProcess, order: MailServerOrder): Promise<MailServerWord> {
  const answered = once(child, 'message');
  child.send(order);
  const [word] = await answered;
  return word as MailServerWord;
}

function openApp(dataDir: string, smtpUrl: string): Promise<App> {
  const config = readConfig({
    DATA_DIR: dataDir,
    FLYWHEEL_KEY: randomBytes(32).toString('base64'),
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'Tea Shop <hello@shop.example>',
    POSTAL_ADDRESS: '1 High Street, London',
    LOG_LEVEL: 'silent',
  });
  return createApp({ config, clock: createSystemClock(0), log: createLog('silent') });
}

/** From the approved campaign to its last e-mail. */
async function sendThroughOutbox(app: App, messages: number, stopwatch: Stopwatch): Promise<void> {
  await approveCampaign(app, messages);
  const { sent } = await stopwatch.time(() => app.deliver({}));
  if (sent !== messages) throw new Error(`${sent} of ${messages} e-mails were sent.`);
}

interface Alone {
  readonly smtpUrl: string;
  readonly connections: number;
  readonly messages: number;
}

/** As many e-mails of the same size, written before. */
async function sendAlone(
  app: App,
  { smtpUrl, connections, messages }: Alone,
  stopwatch: Stopwatch,
): Promise<void> {
  const { copy } = (await app.stores.campaigns.get(1))!;
  const products = await app.stores.products.all();
  const email = await app.preview({ copy, currency: 'EUR', firstName: 'Ada', offer: null, products });
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: connections });
  const message = { ...email, from: 'hello@shop.example' };
  await stopwatch.time(() =>
    Promise.all(
      Array.from({ length: messages }, (_, n) =>
        transport.sendMail({ ...message, to: `contact-${n}@example.com` }),
      ),
    ),
  );
  transport.close();
}

type Stopwatch = ReturnType<typeof createStopwatch>;

/** Adds up wall time, and the time of the processor, which says the same on a busy machine. */
function createStopwatch() {
  let milliseconds = 0;
  let cpuMicroseconds = 0;
  return {
    async time<T>(work: () => Promise<T>): Promise<T> {
      const startedAt = performance.now();
      const before = process.cpuUsage();
      const result = await work();
      const { user, system } = process.cpuUsage(before);
      milliseconds += performance.now() - startedAt;
      cpuMicroseconds += user + system;
      return result;
    },
    seconds: () => milliseconds / 1000,
    cpuMilliseconds: () => cpuMicroseconds / 1000,
  };
}

function round(figure: number): number {
  return Math.round(figure * 1000) / 1000;
}
