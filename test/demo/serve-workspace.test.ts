/** The workspace's own HTTP routes: who may use them, what they refuse, and what they stream. */
import { mkdirSync, writeFileSync } from 'node:fs';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Inbox, startInbox } from '../../demo/inbox/start-inbox.ts';
import { serveWorkspace } from '../../demo/serve-workspace.ts';
import { people } from '../../demo/slack/workspace.ts';
import type { PageEvent, WorkspaceState } from '../../demo/workspace-state.ts';
import { newFolder, type RunningWorkspace, startWorkspace } from './workspace-builder.ts';

const [maya, jonas] = people;
const status = { get: () => ({ text: 'Ready', phase: 'ready' as const }), subscribe: () => () => {} };
let app: FastifyInstance;
let workspace: RunningWorkspace;
let inbox: Inbox;

beforeEach(async () => {
  workspace = await startWorkspace();
  inbox = await startInbox();
  const pageDir = newFolder('page');
  mkdirSync(`${pageDir}/assets`);
  writeFileSync(`${pageDir}/index.html`, '<!doctype html><title>The page</title>');
  app = fastify();
  app.get('/health/live', async () => 'alive');
  await app.register(serveWorkspace({ slack: workspace.slack, inbox, status, pageDir }));
});

afterEach(async () => {
  await app.close();
  await workspace.close();
  await inbox.close();
});

const say = { person: maya.id, channel: 'C0MARKETNG', text: 'hello' };
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload, headers: { host: '127.0.0.1:3000', ...headers } });

describe('who may use it', () => {
  it('serves the page with a policy that runs scripts of this server only', async () => {
    const page = await app.inject({ url: '/', headers: { host: 'localhost:3000' } });
    expect(page.body).toContain('The page');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  });

  it.each([
    ['a name that was bound to this machine', { host: 'evil.example' }],
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:4000' }],
    ['a page without an origin', { origin: 'null' }],
    ['what the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['a form', { 'content-type': 'text/plain' }],
  ])('refuses %s', async (_name, headers) => {
    const response = await post('/workspace/say', say, headers);
    expect(response.statusCode).toBe(403);
    expect(workspace.slack.scene(maya.id).messages).toEqual([]);
  });

  it('refuses a stranger who only reads', async () => {
    const response = await app.inject({ url: '/workspace/state', headers: { host: 'evil.example' } });
    expect(response.statusCode).toBe(403);
  });

  it('leaves the routes of the rest of the server alone', async () => {
    expect((await app.inject({ url: '/health/live', headers: { host: 'shop.example' } })).body).toBe('alive');
  });

  it('lets its own page speak', async () => {
    const response = await post('/workspace/say', say, { origin: 'http://127.0.0.1:3000' });
    expect(response.statusCode).toBe(200);
    expect(workspace.slack.scene(jonas.id).messages).toMatchObject([{ user: maya.id, text: 'hello' }]);
  });
});

describe('what it refuses', () => {
  it.each([
    ['/workspace/say', { ...say, text: '  ' }, 400],
    ['/workspace/say', { ...say, person: 'U0NOBODY00' }, 404],
    ['/workspace/click', { person: maya.id }, 400],
    ['/workspace/clock', { minutes: 10 }, 404],
    ['/workspace/clock', { minutes: 600_000 }, 400],
  ])('%s %j', async (url, body, expected) => {
    const response = await post(url, body);
    expect(response.statusCode).toBe(expected);
    expect(response.json().error).not.toBe('');
  });

  it('says how to build a page that is not there', async () => {
    const other = fastify();
    const missing = serveWorkspace({ slack: workspace.slack, inbox, status, pageDir: '/nowhere' });
    await expect(other.register(missing)).rejects.toThrow('npm run build');
  });
});

describe('what it tells', () => {
  it('gives each person only what they may see', async () => {
    const stateOf = async (person: string) =>
      (await app.inject(`/workspace/state?person=${person}`)).json<WorkspaceState>();
    await workspace.client.chat.postMessage({ channel: maya.id, text: 'For Maya' });
    expect((await stateOf(maya.id)).messages.map(({ text }) => text)).toEqual(['For Maya']);
    expect((await stateOf(jonas.id)).messages).toEqual([]);
    expect((await stateOf(jonas.id)).me.name).toBe('Jonas Weber');
  });

  it('streams changes to the person they concern, and ends the stream when it closes', async () => {
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const response = await fetch(`${address}/workspace/events?person=${jonas.id}`);
    await workspace.client.chat.postMessage({ channel: maya.id, text: 'For Maya' });
    await workspace.client.chat.postMessage({ channel: 'marketing', text: 'For all' });
    const stream = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!stream) throw new Error('no stream');
    let text = '';
    while (!text.includes('For all')) text += (await stream.read()).value ?? '';
    const events = text.match(/^data: .*$/gm)?.map((line) => JSON.parse(line.slice(6)) as PageEvent);
    expect(events).toMatchObject([{ type: 'message', message: { text: 'For all' } }]);
    await app.close();
    expect((await stream.read()).done).toBe(true);
  });
});
