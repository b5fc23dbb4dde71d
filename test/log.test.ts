import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { createTransport } from 'nodemailer';
import { Pool } from 'pg';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createDatabase } from '../bench/embedded-postgres.ts';
import { createLog } from '../src/log.ts';
import { createLinkSigner } from '../src/privacy/sign-link.ts';
import { createServer } from '../src/web/server.ts';
import { startSmtp } from './support/smtp.ts';

const ADDRESS = 'ada.lovelace@example.com';
const PASSWORD = 'hunter2-hunter2';
const BOT_TOKEN = 'xoxb-1234567890-abcdefghij';

/** A log that keeps its lines. */
function keepLog() {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => lines.push(line) });
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line)) };
}

/** What was written, after making sure that there is something and that each line is JSON. */
function written(kept: ReturnType<typeof keepLog>): string {
  expect(kept.parsed().length).toBeGreaterThan(0);
  return kept.lines.join('');
}

async function failureOf(work: () => unknown): Promise<Error> {
  try {
    await work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was to fail');
}

describe('the log', () => {
  it('keeps what helps: level, time, words, counts, and an error with its stack and cause', () => {
    const kept = keepLog();
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:25'), { code: 'ECONNREFUSED' });
    kept.log.warn({ job: 'deliver', seconds: 1.5, state: 'sending' }, 'a job ended');
    kept.log.error(Object.assign(new Error('no mail', { cause }), { code: 'EMAIL' }), 'not sent');
    const [first, second] = kept.parsed();
    expect(first).toMatchObject({
      level: 40,
      job: 'deliver',
      seconds: 1.5,
      state: 'sending',
      msg: 'a job ended',
    });
    expect(second).toMatchObject({ level: 50, msg: 'not sent', err: { type: 'Error', code: 'EMAIL' } });
    expect(second.err.stack).toContain('log.test.ts');
    expect(second.err.stack).toContain('ECONNREFUSED 127.0.0.1:25');
  });

  it('says what a mail server refused, but not to whom it was to go nor with which password', async () => {
    const smtp = await startSmtp({
      onRecipient: (to) => ({ code: 550, text: `5.1.1 <${to}>: no such mailbox` }),
      options: {
        onAuth: (_auth, _session, done) => done(new Error(`no ${ADDRESS}`)),
        allowInsecureAuth: true,
      },
    });
    onTestFinished(smtp.close);
    const mail = { from: 'shop@example.com', to: ADDRESS, subject: 'Hi', text: 'Hi' };
    const kept = keepLog();
    const { log } = kept;
    const refused = await failureOf(() => createTransport(smtp.url).sendMail(mail));
    log.error(refused, 'refused');
    const withPassword = smtp.url.replace('//', `//${encodeURIComponent(ADDRESS)}:${PASSWORD}@`);
    log.error({ err: await failureOf(() => createTransport(withPassword).sendMail(mail)) }, 'not let in');
    log.info(`the mail server is ${withPassword}`);
    log.info({ smtpUrl: withPassword, envelope: { to: [ADDRESS] } }, 'settings');
    const text = written(kept);
    expect(text).toContain('5.1.1 <(address)>: no such mailbox');
    for (const secret of [ADDRESS, 'ada.lovelace', PASSWORD]) expect(text).not.toContain(secret);
  });

  it('says which constraint of the database was broken, but not by what', async () => {
    const { url, drop } = await createDatabase(inject('postgresUrl'));
    const pool = new Pool({ connectionString: url, max: 1 });
    onTestFinished(async () => {
      await pool.end();
      await drop();
    });
    await pool.query('create table people (name text, email text unique)');
    const insert = sql`insert into people values (${'Ada Lovelace'}, ${ADDRESS})`;
    await drizzle(pool).execute(insert);
    const kept = keepLog();
    const { log } = kept;
    log.error(await failureOf(() => drizzle(pool).execute(insert)), 'not inserted');
    const bare = await failureOf(() => pool.query('insert into people values ($1, $2)', ['Ada', ADDRESS]));
    expect(bare).toHaveProperty('detail', expect.stringContaining(ADDRESS));
    log.error(bare, 'not inserted');
    log.error(await failureOf(() => pool.query('select $1::int', ['Ada Lovelace'])), 'not a number');
    log.error({ databaseUrl: url, config: { password: PASSWORD } }, `not reached: ${url}`);
    const text = written(kept);
    expect(text).toContain('people_email_key');
    const password = new URL(url).password;
    expect(password).not.toBe('');
    for (const secret of [ADDRESS, 'Lovelace', PASSWORD, `:${password}@`]) expect(text).not.toContain(secret);
  });

  it('says what Slack refused, but not with which token nor what was sent', async () => {
    const slack = createHttp((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: false, error: 'invalid_blocks', needed: `no ${ADDRESS}` }));
    }).listen(0, '127.0.0.1');
    await once(slack, 'listening');
    onTestFinished(() => void slack.close());
    const slackApiUrl = `http://127.0.0.1:${(slack.address() as AddressInfo).port}/api/`;
    const client = new WebClient(BOT_TOKEN, { slackApiUrl, retryConfig: { retries: 0 } });
    const kept = keepLog();
    const { log } = kept;
    log.error(
      await failureOf(() => client.chat.postMessage({ channel: 'C1', text: `for ${ADDRESS}` })),
      'not posted',
    );
    log.error({ token: BOT_TOKEN, headers: { 'x-key': PASSWORD } }, `Bearer ${BOT_TOKEN}`);
    log.warn('answer at https://hooks.slack.com/commands/T1/22/abcdef with xapp-1-A1-2-abc');
    const text = written(kept);
    expect(text).toContain('invalid_blocks');
    for (const secret of [ADDRESS, BOT_TOKEN, PASSWORD, 'T1/22', 'xapp-1'])
      expect(text).not.toContain(secret);
  });

  it('says what was wrong with an input, but not whose it was', async () => {
    const strict = z.strictObject({ plan: z.enum(['free', 'paid']) });
    const kept = keepLog();
    kept.log.error(await failureOf(() => strict.parse({ plan: 'x', [ADDRESS]: 1 })), 'not understood');
    expect(written(kept)).toContain('unrecognized_keys');
    expect(written(kept)).not.toContain(ADDRESS);
  });

  it('holds no master key, however it gets there', () => {
    const kept = keepLog();
    const { log } = kept;
    for (let n = 0; n < 50; n += 1) {
      const key = randomBytes(32);
      const forms = [key.toString('base64'), key.toString('base64url')];
      log.info({ key, bytes: new Uint8Array(key), masterKey: forms[0], settings: forms }, 'started');
      log.error(new Error(`FLYWHEEL_KEY=${forms[0]}`), `made ${forms[0]} and (${forms[1]})`);
      const text = kept.lines.splice(0).join('');
      expect(text).toContain('started');
      for (const form of [...forms, key.join(','), `"31":${key[31]}`]) expect(text).not.toContain(form);
    }
  });

  it('holds no token of a link and no query of a URL', () => {
    const token = createLinkSigner(randomBytes(32)).sign('unsubscribe', 'a-message');
    const kept = keepLog();
    kept.log.error(
      { req: { url: `/u/${token}` } },
      `GET /u/${token} and https://x.example/a?email=${encodeURIComponent(ADDRESS)}`,
    );
    expect(written(kept)).toContain('/u/(token) and https://x.example/a?(query)');
    expect(written(kept)).not.toContain(token);
    expect(written(kept)).not.toContain('ada');
  });

  it('stays whole and clean whatever stands around an address', () => {
    const kept = keepLog();
    for (const before of ['\n', '\\', '\\\n', '"', '\t', '\u0001', 'mailto:', '<', "'", 'é'])
      kept.log.error(new Error(`${before}${ADDRESS}${before}`), `${before}${ADDRESS}${before}`);
    expect(kept.parsed()).toHaveLength(10);
    expect(written(kept)).not.toContain('@example');
  });

  it('leaves the name of a package, which is no address', () => {
    const kept = keepLog();
    kept.log.warn("Cannot find package '@tensorflow/tfjs-node', as 'ada@example.com' said");
    expect(written(kept)).toContain("'@tensorflow/tfjs-node'");
    expect(written(kept)).not.toContain('ada');
  });

  it("is as clean where the server's requests write to it", async () => {
    const kept = keepLog();
    const server = createServer({ log: kept.log });
    server.get('/people/:email', async ({ params }) => {
      throw Object.assign(new Error(`no ${JSON.stringify(params)}`), { to: ADDRESS });
    });
    expect((await server.inject(`/people/${ADDRESS}?token=${PASSWORD}`)).statusCode).toBe(500);
    expect(written(kept)).toContain('request failed');
    for (const secret of [ADDRESS, PASSWORD]) expect(written(kept)).not.toContain(secret);
  });
});
