/** Slack with several workspaces in it, as an app meets it that they add to themselves: OAuth, tokens that end, removal. */

import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAppDispatcher } from '../../demo/slack/dispatch-to-app.ts';
import { type LocalSlack, startSlack } from '../../demo/slack/start-slack.ts';
import { bot, team } from '../../demo/slack/workspace.ts';
import { CLIENT, Grants, TEAMS } from './slack-grants.ts';
import { PATIENCE_MS } from './wait-for.ts';

const SIGNING_SECRET = 'a secret';

export interface SeveralSlacks {
  readonly apiUrl: string;
  /** In the order of `TEAMS`; a person has the same id in each. */
  readonly workspaces: readonly LocalSlack[];
  readonly grants: Grants;
  /** Removes the app from a workspace, and tells it as Slack does. */
  remove(teamId: string, at?: number): Promise<void>;
  /** Sends an event of a workspace to the app. */
  tell(teamId: string, event: object, at?: number): Promise<unknown>;
  close(): Promise<void>;
}

export interface SeveralOptions {
  readonly appUrl: string;
  readonly clock: () => number;
  /** How long a token works; null: for good. */
  readonly tokenSeconds?: number | null;
}

export async function startSeveralSlacks({
  appUrl,
  clock,
  tokenSeconds = 43_200,
}: SeveralOptions): Promise<SeveralSlacks> {
  const events = `${appUrl}/slack/events`;
  const workspaces: LocalSlack[] = [];
  for (const { id } of TEAMS)
    workspaces.push(
      await startSlack({
        ...{ signingSecret: SIGNING_SECRET, appUrl: events, teamId: id },
        ...{ clock, patienceMs: PATIENCE_MS },
      }),
    );
  const grants = new Grants({ clock, tokenSeconds });
  const dispatch = createAppDispatcher({
    appUrl: events,
    signingSecret: SIGNING_SECRET,
    ackTimeoutMs: PATIENCE_MS,
  });
  const server = createServer((request, response) => {
    answer({ workspaces, grants }, request, response).catch((error: unknown) => {
      console.error('Slack failed on a request:', error);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const tell = (teamId: string, event: object, at = clock()) =>
    dispatch.event({
      ...{ type: 'event_callback', team_id: teamId, api_app_id: bot.appId, event },
      event_id: `Ev${randomBytes(5).toString('hex')}`,
      event_time: Math.floor(at / 1000),
    });
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    ...{ workspaces, grants, tell },
    async remove(teamId, at) {
      grants.revoke(teamId);
      await tell(teamId, { type: 'tokens_revoked', tokens: { oauth: [], bot: [bot.userId] } }, at);
      await tell(teamId, { type: 'app_uninstalled' }, at);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(workspaces.map((workspace) => workspace.close()));
    },
  };
}

interface Parts {
  readonly workspaces: readonly LocalSlack[];
  readonly grants: Grants;
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://slack');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (pathname === '/oauth/v2/authorize')
    return answerPerson(parts, { request, response, searchParams, body });
  if (pathname === '/api/oauth.v2.access')
    return sendJson(response, parts.grants.access(new URLSearchParams(body.toString())));
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  const teamId = parts.grants.teamOf(token);
  if (teamId === null) return sendJson(response, { ok: false, error: parts.grants.faultOf(token) });
  if (pathname === '/api/auth.revoke') {
    parts.grants.revoke(teamId);
    return sendJson(response, { ok: true, revoked: true });
  }
  const workspace = parts.workspaces.find((one) => one.teamId === teamId)!;
  const answered = await fetch(new URL(request.url ?? '/', workspace.apiUrl), {
    method: request.method ?? 'POST',
    headers: {
      'content-type': request.headers['content-type'] ?? '',
      authorization: `Bearer ${workspace.botToken}`,
    },
    ...(request.method === 'GET' ? {} : { body }),
  });
  const text = (await answered.text()).replaceAll(team.id, teamId);
  response.writeHead(answered.status, { 'content-type': 'application/json' }).end(text);
}

interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly searchParams: URLSearchParams;
  readonly body: Buffer;
}

/** The page on which a person allows it, in the workspace that they choose. */
function answerPerson({ grants, workspaces }: Parts, { request, response, searchParams, body }: Visit): void {
  const asked = Object.fromEntries(searchParams);
  if (asked['client_id'] !== CLIENT.id) {
    response.writeHead(400, { 'content-type': 'text/html' }).end('<p>Slack knows no such app.</p>');
    return;
  }
  if (request.method === 'GET') {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(drawPage(asked['scope'] ?? ''));
    return;
  }
  const chosen = new URLSearchParams(body.toString());
  const back = new URL(asked['redirect_uri'] ?? '');
  back.searchParams.set('state', asked['state'] ?? '');
  if (chosen.get('answer') === 'allow') {
    const person = workspaces[0]!.people[0]!.id;
    const scope = asked['scope'] ?? '';
    const grant = {
      teamId: chosen.get('team') ?? '',
      person,
      scope,
      redirectUri: asked['redirect_uri'] ?? '',
    };
    back.searchParams.set('code', grants.newCode(grant));
  } else back.searchParams.set('error', 'access_denied');
  response.writeHead(302, { location: back.href }).end();
}

function drawPage(scope: string): string {
  const safe = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const options = TEAMS.map(({ id, name }) => `<option value="${id}">${safe(name)}</option>`).join('');
  const scopes = scope
    .split(',')
    .map((one) => `<li>${safe(one)}</li>`)
    .join('');
  return `<!doctype html><html lang="en"><title>Slack</title><body style="font:16px sans-serif;max-width:34rem;margin:3rem auto">
<h1>Flywheel is requesting permission to access a Slack workspace</h1>
<form method="post"><label>Workspace <select name="team">${options}</select></label>
<p>What will Flywheel be able to do?</p><ul>${scopes}</ul>
<button name="answer" value="cancel">Cancel</button> <button name="answer" value="allow">Allow</button></form></body></html>`;
}

function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
