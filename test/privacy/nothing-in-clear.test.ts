/** Nothing personal lies in clear: not in the data folder, not in the database, not in a backup, not in what processes say. */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { parseDatabaseUrl } from '../../db/rows/database-url.ts';
import { openRaw } from '../../db/rows/open-raw.ts';
import { listLayouts } from '../../db/rows/table-layout.ts';
import { startSlack } from '../../demo/slack/start-slack.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { aModelRun, aScore } from '../db/builders.ts';
import { startProcess } from '../processes/start-process.ts';
import { maya, type } from '../support/act-in-slack.ts';
import { createDatabase } from '../support/postgres-server.ts';
import { proposeFor } from '../support/propose-in-flywheel.ts';
import { type Ended, runProcess } from '../support/run-process.ts';
import { startSmtp } from '../support/smtp.ts';

/** No word of these is a word of ours. */
const PEOPLE = [
  {
    userId: 'cust-zq77001',
    email: 'Zephyrine.Quillfeather@Example.com',
    firstName: 'Zephyrine',
    lastName: 'Quillfeather',
  },
  {
    userId: 'cust-zq77002',
    email: 'barnaby.thistlewood@example.org',
    firstName: 'Barnaby',
    lastName: 'Thistlewood',
  },
  {
    userId: 'cust-zq77003',
    email: 'ottoline.crumb@example.net',
    firstName: 'Ottoline',
    lastName: 'Crumbworthy',
  },
] as const;
const [ZEPHYRINE, BARNABY, OTTOLINE] = PEOPLE;
const ANONYMOUS = 'anon-zq4711-visitor';
const PHONE = '+44 7700 900461';
const TYPED = 'birthday present for Quillfeather';
const SECRETS = [...PEOPLE.flatMap((person) => Object.values(person)), ANONYMOUS, PHONE, TYPED];

describe.each(['SQLite', 'PostgreSQL'])('with %s', (kind) => {
  it('leaves nothing personal in clear, whatever customers, files and mail servers say', async () => {
    const shop = await openShop(kind);
    const logs = [...(await importPast(shop)), ...(await liveOneDay(shop))];
    logs.push(await run(shop, 'backup'));
    logs.push(
      await run(
        shop,
        'restore',
        '--from',
        `${shop.dataDir}/backups`,
        '--keys',
        `${shop.dataDir}/backups-keys`,
        '--check',
      ),
    );
    logs.push(await shop.stopWeb());

    const kept = readFolder(shop.dataDir);
    // What is searched is what there is: the data are in it, and open with the key.
    expect(kept.map(({ name }) => name).join(' ')).toMatch(/events\.ndjson\.gz/);
    for (const words of ['Order Completed', 'no mailbox of'])
      expect(kept.some(({ bytes }) => bytes.includes(words))).toBe(true);
    expect(kept.filter(({ name }) => name.endsWith('.sealed'))).toHaveLength(2);
    if (shop.databaseUrl !== null) kept.push(...(await dumpTables(shop.databaseUrl)));
    const said = logs.map((text, n) => ({ name: `log ${n}`, bytes: Buffer.from(text) }));
    expect(findIn([...kept, ...said])).toEqual([]);
    // And they are found where they lie in clear.
    expect(findIn([{ name: 'mail', bytes: Buffer.from(shop.smtp.received[0]!.raw) }])).not.toEqual([]);
    expect(findIn([{ name: 'coded', bytes: Buffer.from(btoa(`{"email":"${BARNABY.email}"}`)) }])).not.toEqual(
      [],
    );
  }, 120_000);
});

async function openShop(kind: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'flywheel-clear-'));
  const database = kind === 'SQLite' ? null : await createDatabase(inject('postgresUrl'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const slack = await startSlack({ signingSecret: 'a secret', appUrl: `${url}/slack/events` });
  const smtp = await startSmtp({
    // As real ones do, it repeats the address.
    onRecipient: (address) =>
      address.includes('barnaby')
        ? { code: 550, text: `5.1.1 <${address}>: no mailbox of ${address} here` }
        : null,
  });
  const settings = {
    DATA_DIR: dataDir,
    ...(database === null ? {} : { DATABASE_URL: database.url }),
    FLYWHEEL_KEY: randomBytes(32).toString('base64'),
    WRITE_KEY: 'a write key for tests',
    PORT: String(port),
    LOG_LEVEL: 'debug',
    SMTP_URL: smtp.url,
    MAIL_FROM: 'Candle & Co <hello@candle.example>',
    POSTAL_ADDRESS: '1 Wick Lane, Bristol',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: 'a secret',
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL: slack.channelId,
    SLACK_APPROVERS: slack.people.map(({ id }) => id).join(','),
  };
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

/** It has to be known before anything listens: it stands in every link. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

type Shop = Awaited<ReturnType<typeof openShop>>;

/** Gives what the process said; fails when it failed. */
async function run({ settings }: Shop, ...args: readonly string[]): Promise<string> {
  const { code, stderr, stdout }: Ended = await runProcess(['jobs/main.ts', ...args], settings).ended;
  expect({ args, code, stderr: code === 0 ? '' : stderr }).toEqual({ args, code: 0, stderr: '' });
  return stderr + stdout;
}

/** Two files, each with rows that are refused. */
async function importPast(shop: Shop): Promise<string[]> {
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
async function liveOneDay(shop: Shop): Promise<string[]> {
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
  await app.stores.modelRuns.promote('run-1', 'the first');
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

interface Kept {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Every file but the keys, unpacked where it is packed. */
function readFolder(folder: string): Kept[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(folder, 'keys')))
    .map((name) => {
      const bytes = readFileSync(name);
      return { name, bytes: name.endsWith('.gz') ? gunzipSync(bytes) : bytes };
    });
}

/** Every cell of every table, bytes as they are. */
async function dumpTables(url: string): Promise<Kept[]> {
  const raw = await openRaw(parseDatabaseUrl(url));
  const kept: Kept[] = [];
  for (const layout of listLayouts())
    for await (const rows of raw.pages(layout)) {
      const cells = rows.flatMap((row) =>
        row.map((cell, n) =>
          Buffer.from(String(cell), layout.columns[n]!.type === 'bytes' ? 'base64' : 'utf8'),
        ),
      );
      kept.push({ name: layout.name, bytes: Buffer.concat(cells) });
    }
  await raw.close();
  return kept;
}

/** Where a secret stands, in whatever case, as it is or in base64. */
function findIn(places: readonly Kept[]): string[] {
  return places.flatMap(({ name, bytes }) => {
    const text = bytes.toString('latin1');
    const lower = text.toLowerCase();
    const inBase64 = text.replaceAll('+', '-').replaceAll('/', '_');
    return SECRETS.filter(
      (secret) =>
        lower.includes(secret.toLowerCase()) || codedForms(secret).some((coded) => inBase64.includes(coded)),
    ).map((secret) => `${name}: ${secret}`);
  });
}

/** A secret in base64 depends on how many bytes stand before it; the first and last characters mix with its neighbours. */
function codedForms(secret: string): string[] {
  return [0, 1, 2].map((before) => {
    const coded = Buffer.from('\0'.repeat(before) + secret).toString('base64url');
    return coded.slice(before === 0 ? 0 : 4, -2);
  });
}
