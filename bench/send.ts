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
import { approveCampaign } from './send/approve-campaign.ts';
import { forkModule } from './send/fork-module.ts';
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
  const child = forkModule('mail-server-process');
  const { url } = await ask(child, { delayMs });
  const smtpUrl = `${url}?maxConnections=${connections}`;
  const dataDir = await mkdtemp(join(tmpdir(), 'flywheel-bench-'));
  const app = await openApp(dataDir, smtpUrl);
  const seconds = { nodemailer: 0, flywheel: 0 };
  try {
    // What is loaded at the first e-mail is not measured.
    await sendThroughOutbox(app, connections);
    for (let round = 1; round <= rounds; round += 1) {
      seconds.nodemailer += await sendAlone(app, { smtpUrl, connections, messages });
      seconds.flywheel += await sendThroughOutbox(app, messages);
      options.onProgress?.(`round ${round} of ${rounds}: ${JSON.stringify(seconds)}`);
    }
    const { mails } = await ask(child, { delayMs });
    const expected = 2 * rounds * messages + connections;
    if (mails !== expected) throw new Error(`The mail server took ${mails} e-mails of ${expected}.`);
    const perSecond = (taken: number) => Math.round((rounds * messages * 10) / taken) / 10;
    return {
      messagesPerSecond: perSecond(seconds.flywheel),
      nodemailerPerSecond: perSecond(seconds.nodemailer),
      ratioToNodemailer: Math.round((1000 * seconds.nodemailer) / seconds.flywheel) / 1000,
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

/** Seconds from the approved campaign to its last e-mail. */
async function sendThroughOutbox(app: App, messages: number): Promise<number> {
  await approveCampaign(app, messages);
  const startedAt = performance.now();
  const { sent } = await app.deliver({});
  if (sent !== messages) throw new Error(`${sent} of ${messages} e-mails were sent.`);
  return (performance.now() - startedAt) / 1000;
}

interface Alone {
  readonly smtpUrl: string;
  readonly connections: number;
  readonly messages: number;
}

/** Seconds for as many e-mails of the same size, written before. */
async function sendAlone(app: App, { smtpUrl, connections, messages }: Alone): Promise<number> {
  const { copy } = (await app.stores.campaigns.get(1))!;
  const products = await app.stores.products.all();
  const email = await app.preview({ copy, currency: 'EUR', firstName: 'Ada', offer: null, products });
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: connections });
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: messages }, (_, n) =>
      transport.sendMail({ ...email, from: 'hello@shop.example', to: `contact-${n}@example.com` }),
    ),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  transport.close();
  return seconds;
}
