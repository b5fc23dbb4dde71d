/** Two web processes and two workers on one PostgreSQL database, with a Slack, a mail server and a balancer before the webs. */

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDatabase } from '../../bench/embedded-postgres.ts';
import { freePort } from '../../bench/free-port.ts';
import { type LocalSlack, startSlack } from '../../demo/slack/start-slack.ts';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Clock } from '../../src/domain/clock.ts';
import { createLog } from '../../src/log.ts';
import { createSystemClock } from '../../src/system-clock.ts';
import { type SmtpBehaviour, startSmtp, type TestSmtp } from '../support/smtp.ts';
import { PATIENCE_MS } from '../support/wait-for.ts';
import { type RunningProcess, startProcess } from './start-process.ts';

export interface Deployment {
  /** Reads and writes the same database in this process, on the clock of all of them: it was noon when they started, so no night falls into a test. */
  readonly app: App;
  readonly slack: LocalSlack;
  readonly smtp: TestSmtp;
  /** Of the balancer, which gives its requests to the webs in turn. */
  readonly url: string;
  readonly webs: readonly { readonly url: string; readonly process: RunningProcess }[];
  readonly workers: RunningProcess[];
  readonly sql: Client;
  /** Every request goes to this web from now on; null: to each in turn. */
  prefer(url: string | null): void;
  startWorker(): Promise<RunningProcess>;
  /** An app on the same database at another time; whoever opens it closes it. */
  openApp(clock: Clock): Promise<App>;
  close(): Promise<void>;
}

export async function openDeployment(serverUrl: string, mail: SmtpBehaviour): Promise<Deployment> {
  const database = await createDatabase(serverUrl);
  const dataDir = await mkdtemp(join(tmpdir(), 'flywheel-processes-'));
  const smtp = await startSmtp(mail);
  const balancer = await startBalancer();
  const slack = await startSlack({
    ...{ signingSecret: 'a secret', appUrl: `${balancer.url}/slack/events`, patienceMs: PATIENCE_MS },
  });
  const settings = describeSettings({
    databaseUrl: database.url,
    dataDir,
    publicUrl: balancer.url,
    smtp,
    slack,
  });
  const openApp = (clock: Clock) =>
    createApp({ config: readConfig(settings), clock, log: createLog('silent') });
  const app = await openApp(createSystemClock(readConfig(settings).clockOffsetMs));
  const { webs, workers } = await startAll(settings);
  balancer.send(webs.map(({ url }) => url));
  const sql = new Client({ connectionString: database.url });
  await sql.connect();
  const started = [...webs.map((web) => web.process), ...workers];
  return {
    app,
    slack,
    smtp,
    url: balancer.url,
    webs,
    workers,
    sql,
    prefer: (url) => balancer.send(url === null ? webs.map((web) => web.url) : [url]),
    async startWorker() {
      const worker = await startProcess('worker', settings);
      started.push(worker);
      return worker;
    },
    openApp,
    async close() {
      await Promise.all(started.map((one) => one.killAll()));
      await sql.end();
      await app.close();
      await slack.close();
      await balancer.close();
      await smtp.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** All at the same moment: each finds the database empty and the night not asked for. */
async function startAll(settings: Readonly<Record<string, string>>) {
  const startWorker = () => startProcess('worker', settings);
  const startWeb = async () => {
    const port = await freePort();
    const web = await startProcess('web', { ...settings, PORT: String(port) });
    return { url: `http://127.0.0.1:${port}`, process: web };
  };
  const [webs, workers] = await Promise.all([
    Promise.all([startWeb(), startWeb()]),
    Promise.all([startWorker(), startWorker()]),
  ]);
  return { webs, workers };
}

interface Surroundings {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly publicUrl: string;
  readonly smtp: TestSmtp;
  readonly slack: LocalSlack;
}

function describeSettings({ databaseUrl, dataDir, publicUrl, smtp, slack }: Surroundings) {
  return {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    FLYWHEEL_KEY: randomBytes(32).toString('base64'),
    WRITE_KEY: 'a write key for tests',
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: 'warn',
    FLYWHEEL_CLOCK_OFFSET_MS: String(new Date().setHours(12, 0, 0, 0) - Date.now()),
    SMTP_URL: smtp.url,
    MAIL_FROM: 'Candle & Co <hello@candle.example>',
    POSTAL_ADDRESS: '1 Wick Lane, Bristol',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: 'a secret',
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL: slack.channelId,
    UNDO_MINUTES: '0',
    SLACK_APPROVERS: slack.people.map(({ id }) => id).join(','),
  };
}

/** What stands before several web processes; a request to one that is gone fails. */
async function startBalancer() {
  let targets: readonly string[] = [];
  let turn = 0;
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    turn += 1;
    const target = targets[turn % targets.length];
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
      redirect: 'manual',
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(await answer.text());
  };
  const server = createServer((request, response) => {
    forward(request, response).catch(() => response.writeHead(502).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    send(to: readonly string[]) {
      targets = to;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
