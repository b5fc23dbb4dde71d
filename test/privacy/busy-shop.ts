/** A shop in which people leave traces in every way there is: files, calls, Slack, e-mail. */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished } from 'vitest';
import { createDatabase } from '../../bench/embedded-postgres.ts';
import { freePort } from '../../bench/free-port.ts';
import { type LocalSlack, startSlack } from '../../demo/slack/start-slack.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { aModelDecision, aModelRun, aScore } from '../db/builders.ts';
import { startProcess } from '../processes/start-process.ts';
import { maya, type } from '../support/act-in-slack.ts';
import { builtFile } from '../support/build-changed.ts';
import { localSlackSettings } from '../support/open-app.ts';
import { proposeFor } from '../support/propose-in-flywheel.ts';
import { type Ended, runProcess } from '../support/run-process.ts';
import { startSmtp } from '../support/smtp.ts';
import { PATIENCE_MS } from '../support/wait-for.ts';
import { ANONYMOUS, BARNABY, OTTOLINE, PEOPLE, PHONE, TYPED, ZEPHYRINE } from './search-for-people.ts';

/** A web process that logs all it can, with a Slack and a mail server; gone when the test ends. */
export async function openShop(kind: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'flywheel-clear-'));
  const database = kind === 'SQLite' ? null : await createDatabase(inject('postgresUrl'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const slack = await startSlack({
    ...{ signingSecret: 'a secret', appUrl: `${url}/slack/events` },
    ...{ socketMode: database !== null, patienceMs: PATIENCE_MS },
  });
  const smtp = await startSmtp({
    // As real ones do, it repeats the address.
    onRecipient: (address) =>
      address.includes('barnaby')
        ? { code: 550, text: `5.1.1 <${address}>: no mailbox of ${address} here` }
        : null,
  });
  const settings = settingsOf({
    dataDir,
    port,
    slack,
    smtpUrl: smtp.url,
    databaseUrl: database?.url ?? null,
  });
  const web = await startProcess('web', settings);
  onTestFinished(async () => {
    await web.killAll();
    await slack.close();
    await smtp.close();
    await database?.drop();
    rmSync(dataDir, { recursive: true });
  });
  return {
    dataDir,
    databaseUrl: database?.url ?? null,
    url,
    slack,
    smtp,
    settings,
    async stopWeb() {
      await web.stop();
      await web.exited;
      return web.said();
    },
  };
}

interface Around {
  readonly dataDir: string;
  readonly port: number;
  readonly slack: LocalSlack;
  readonly smtpUrl: string;
  readonly databaseUrl: string | null;
}

function settingsOf({ dataDir, port, slack, smtpUrl, databaseUrl }: Around) {
  return {
    DATA_DIR: dataDir,
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    FLYWHEEL_KEY: randomBytes(32).toString('base64'),
    WRITE_KEY: 'a write key for tests',
    PORT: String(port),
    LOG_LEVEL: 'debug',
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'Candle & Co <hello@candle.example>',
    POSTAL_ADDRESS: '1 Wick Lane, Bristol',
    ...localSlackSettings(slack),
    UNDO_MINUTES: '0',
  };
}

type Shop = Awaited<ReturnType<typeof openShop>>;

/** Gives what the process said; fails when it failed. */
export async function run({ settings }: Shop, ...args: readonly string[]): Promise<string> {
  const { code, stderr, stdout }: Ended = await runProcess([builtFile('jobs/main'), ...args], settings).ended;
  expect({ args, code, stderr: code === 0 ? '' : stderr }).toEqual({ args, code: 0, stderr: '' });
  return stderr + stdout;
}

/** Two files, each with rows that are refused. */
export async function importPast(shop: Shop): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-past-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const csv = join(folder, 'orders.csv');
  const mapping = join(folder, 'mapping.json');
  const calls = join(folder, 'calls.ndjson');
  writeFileSync(mapping, JSON.stringify(MAPPING));
  const row = (price: string) =>
    `${BARNABY.userId},${BARNABY.email},2026-01-02 10:00,o-1,p-1,Candle,${price},1,yes\n`;
  writeFileSync(
    csv,
    `Customer,E-mail,Date,Order,SKU,Title,Price,Qty,Newsletter\n${row('9.50')}${row('free')}`,
  );
  const traits = { ...OTTOLINE, phone: PHONE };
  const identify = { type: 'identify', userId: OTTOLINE.userId, traits, timestamp: '2026-01-02T10:00:00Z' };
  const lines = [identify, { ...identify, timestamp: 'long ago' }, { ...identify, type: 'shout' }];
  writeFileSync(
    calls,
    `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"email": "${OTTOLINE.email}"\n`,
  );
  const rejects = (name: string) => ['--rejects', join(shop.dataDir, name)];
  return [
    await run(shop, 'import', '--file', csv, '--format', 'csv', '--map', mapping, ...rejects('csv.sealed')),
    await run(shop, 'import', '--file', calls, '--format', 'segment', ...rejects('calls.sealed')),
  ];
}

const MAPPING = {
  source: 'old-shop',
  rows: 'order lines',
  currency: 'EUR',
  timestampFormat: 'YYYY-MM-DD HH:mm',
  columns: {
    userId: 'Customer',
    email: 'E-mail',
    timestamp: 'Date',
    orderId: 'Order',
    productId: 'SKU',
    productName: 'Title',
    price: 'Price',
    quantity: 'Qty',
  },
  consent: { email: { column: 'Newsletter', granted: ['yes'], denied: ['no'] } },
};

/** Calls, good ones and bad ones; a look-up in Slack; a campaign, delivered, refused and clicked. */
export async function liveOneDay(shop: Shop): Promise<string[]> {
  const { url, slack, smtp } = shop;
  const post = (body: string) =>
    fetch(`${url}/v1/batch`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa('a write key for tests:')}`,
        'content-type': 'application/json',
      },
      body,
    });
  const consent = { email: true, tracking: true };
  const traits = { ...ZEPHYRINE, phone: PHONE, consent };
  const { userId } = ZEPHYRINE;
  const batch = [
    { type: 'page', anonymousId: ANONYMOUS, name: 'Home', properties: { search: TYPED } },
    { type: 'identify', userId, anonymousId: ANONYMOUS, traits },
    { type: 'identify', userId: OTTOLINE.userId, traits: { ...OTTOLINE, consent } },
    { type: 'track', userId, event: 'Products Searched', properties: { query: TYPED } },
    {
      type: 'track',
      userId,
      event: 'Order Completed',
      properties: { order_id: 'o-2', total: 'much', email: ZEPHYRINE.email },
    },
    { type: 'identify', userId, traits: { [ZEPHYRINE.email]: 'a NUL \0' } },
    {
      type: 'track',
      event: 'Order Completed',
      properties: { email: ZEPHYRINE.email, name: ZEPHYRINE.lastName },
    },
  ];
  expect((await post(JSON.stringify({ batch }))).status).toBe(200);
  expect((await post(JSON.stringify({ batch }))).status).toBe(200);
  expect((await post(`{"batch": [{"email": "${ZEPHYRINE.email}"`)).status).toBe(400);

  await scoreAndApprove(shop);
  await type({ slack }, maya, { text: `/predict ${ZEPHYRINE.email}`, expected: 'Zephyrine' });
  const delivered = await run(shop, 'deliver');
  expect(smtp.received).toHaveLength(2);
  const html = String(smtp.received[0]?.mail.html);
  for (const link of new Set(html.match(new RegExp(`${url}/[^"\\s]+`, 'g'))))
    await fetch(link, { redirect: 'manual' });
  return [delivered];
}

/** As a night and a person would. */
async function scoreAndApprove({ settings }: Shop): Promise<void> {
  const app = await createApp({
    config: readConfig(settings),
    clock: { now: () => Date.now() },
    log: createLog('silent'),
  });
  const contacts = await Promise.all(PEOPLE.map(({ userId }) => app.stores.contacts.find(userId)));
  expect(contacts.map((contact) => contact?.profile.email)).toEqual(PEOPLE.map(({ email }) => email));
  await app.stores.modelRuns.add([aModelRun('run-1')]);
  await app.stores.modelRuns.promote(aModelDecision('run-1'));
  await app.stores.modelRuns.replaceScores(contacts.map((contact) => aScore(contact!.id, 0.5)));
  const { id, contentHash } = await proposeFor(
    { app },
    contacts.map((contact) => contact!.id),
  );
  await app.stores.campaigns.transition({
    campaignId: id,
    from: 'proposed',
    to: 'approved',
    contentHash,
    action: 'approve',
    actor: maya.id,
    at: Date.now(),
    comment: null,
  });
  await app.close();
}
