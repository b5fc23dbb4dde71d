/** A process that ends while Slack renews the token of a workspace: what becomes of the workspace. */

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import SqliteDriver from 'better-sqlite3';
import { Client } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { createAppDispatcher } from '../../demo/slack/dispatch-to-app.ts';
import { readConfig } from '../../src/config.ts';
import { HOUR } from '../../src/domain/clock.ts';
import { createLog } from '../../src/log.ts';
import { openHouse } from '../../src/open-house.ts';
import { describeOnEach, type Kind, makePlace } from '../support/each-database.ts';
import { PATIENCE_MS, waitFor } from '../support/wait-for.ts';
import { startProcess } from './start-process.ts';

const TEAM = 'T0TEASHOP';

/** Slack, as far as it renews tokens: each refresh waits for the test, and what is posted is kept with its token. */
async function startRenewals() {
  const waiting: ServerResponse[] = [];
  const posted: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    if (request.url?.endsWith('oauth.v2.access') === true) return void waiting.push(response);
    if (request.url?.endsWith('chat.postMessage') === true)
      posted.push(String(request.headers.authorization).replace('Bearer ', ''));
    response.end(JSON.stringify({ ok: true, channel: 'C1', ts: '1.1' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    posted,
    isAsked: () => waitFor(() => expect(waiting).not.toEqual([])),
    async answer(body: object) {
      const response = waiting.shift()!;
      response.end(JSON.stringify(body));
      await once(response, 'finish');
    },
  };
}

const renewed = (token: string) => ({
  ...{ ok: true, access_token: token, refresh_token: `after ${token}`, expires_in: 43_200 },
});

/** A workspace whose token ends within the hour, and something to say there. */
async function openWorkspace(on: Kind) {
  const slack = await startRenewals();
  const { settings, remove } = await makePlace(on);
  const all = {
    ...settings,
    ...{ SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'of the app', SLACK_SIGNING_SECRET: 'a secret' },
    ...{
      PUBLIC_URL: 'https://flywheel.test',
      SLACK_API_URL: slack.apiUrl,
      LOG_LEVEL: 'error',
      FLYWHEEL_KEY: Buffer.alloc(32, 1).toString('base64'),
    },
  };
  const house = await openHouse({ config: readConfig(all), log: createLog('silent') });
  onTestFinished(async () => {
    await house.close();
    await remove();
  });
  const tokens = { botToken: 'old', refreshToken: 'refresh', expiresAt: Date.now() + HOUR };
  const named = { tenant: TEAM, teamName: 'Tea', appId: 'A1', botUserId: 'U0', installerId: 'U1' };
  await house.installations.install({ ...named, tokens }, Date.now());
  return {
    ...{ slack, settings },
    /** To a channel of its own: one that was being posted when its process was killed holds up those after it. */
    post: (channel: string) =>
      house.storesOf(TEAM).posts.add({ channel, content: { kind: 'message', text: 'hello' } }, Date.now()),
    botToken: async () => (await house.installations.tokens(TEAM))?.botToken,
    async start() {
      const port = String(await freePort());
      const web = await startProcess('web', { ...all, PORT: port });
      onTestFinished(web.killAll);
      const appUrl = `http://127.0.0.1:${port}/slack/events`;
      const told = createAppDispatcher({ appUrl, signingSecret: 'a secret', ackTimeoutMs: PATIENCE_MS });
      const event = { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' };
      const of = { type: 'event_callback', team_id: TEAM, api_app_id: 'A1', event_id: 'Ev1' };
      return {
        ...web,
        openHome: () => told.event({ ...of, event, event_time: Math.floor(Date.now() / 1000) }),
      };
    },
  };
}

/** Nobody writes the installations until it is released; gives what releases them, after which no lease holds any more. */
async function holdInstallations(settings: Readonly<Record<string, string>>): Promise<() => Promise<void>> {
  const free = 'update installations set refresh_owner = null, refresh_until = null';
  const url = settings['DATABASE_URL'];
  if (url === undefined) {
    const file = new SqliteDriver(`${settings['DATA_DIR']}/flywheel.db`);
    file.exec('BEGIN IMMEDIATE');
    return async () => void file.exec(`${free}; COMMIT`).close();
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('begin; lock table installations in share row exclusive mode');
  return async () => {
    await client.query(`${free}; commit`);
    await client.end();
  };
}

describeOnEach((on) => {
  it('stopped, it keeps what Slack answers before it ends', async () => {
    const { slack, start, botToken } = await openWorkspace(on);
    const web = await start();
    // It is acknowledged once there is a token, on a connection that is kept open for the next one.
    const heard = web.openHome();
    await slack.isAsked();
    await web.stop();
    await slack.answer(renewed('new'));
    expect(await heard).toMatchObject({ kind: 'answered' });
    expect(await web.exited).toBe(0);
    expect(await botToken()).toBe('new');
  });

  it('killed between answer and commit, the next goes on with the old token, and renews it if Slack will', async () => {
    const { slack, start, post, botToken, settings } = await openWorkspace(on);
    await post('C2');
    const first = await start();
    await slack.isAsked();
    const release = await holdInstallations(settings);
    await slack.answer(renewed('lost'));
    await first.kill();
    await release();
    expect(await botToken()).toBe('old');

    await post('C3');
    const second = await start();
    await slack.isAsked();
    await slack.answer({ ok: false, error: 'invalid_refresh_token' });
    await waitFor(() => expect(slack.posted).toContain('old'));
    await waitFor(() => expect(second.said()).toContain('add Flywheel to it again at /slack/install'));
    await second.kill();
    await (await holdInstallations(settings))();

    await post('C4');
    await start();
    await slack.isAsked();
    await slack.answer(renewed('new'));
    await waitFor(() => expect(slack.posted).toContain('new'));
    expect(await botToken()).toBe('new');
  });
});
