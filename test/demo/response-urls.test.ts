/** Addresses to answer to: how long, how often, and what a post to them does. */
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { elementIds, inChannel, maya, messageAfter, start } from './workspace-acts.ts';
import type { startWorkspace } from './workspace-builder.ts';

describe('response_url', () => {
  const post = async (url: string, body: object) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  /** Catches the address of one command by standing where the bot would. */
  async function takeResponseUrl(options: Parameters<typeof startWorkspace>[0] = {}) {
    let url = '';
    const catcher = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        url = new URLSearchParams(body).get('response_url') ?? '';
        response.end();
      });
    });
    await new Promise<void>((resolve) => catcher.listen(0, '127.0.0.1', resolve));
    const { port } = catcher.address() as { port: number };
    const workspace = await start({ ...options, appUrl: `http://127.0.0.1:${port}/slack/events` });
    await workspace.slack.actor.say(maya, inChannel(workspace), '/predict');
    catcher.closeAllConnections();
    catcher.close();
    return { url, workspace };
  }

  it('works five times and no more', async () => {
    const { url, workspace } = await takeResponseUrl();
    const statuses: number[] = [];
    for (let use = 0; use < 6; use += 1) statuses.push((await post(url, { text: `use ${use}` })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(workspace.slack.scene(maya.id).messages).toHaveLength(5);
  });

  it('works for thirty minutes and no longer', async () => {
    let now = 1_000_000;
    const { url } = await takeResponseUrl({ realTime: () => now });
    now += 29 * 60_000;
    expect((await post(url, { text: 'in time' })).status).toBe(200);
    now += 2 * 60_000;
    const late = await post(url, { text: 'too late' });
    expect(late.status).toBe(404);
    expect(await late.json()).toEqual({ ok: false, error: 'expired_url' });
  });

  it('replaces and deletes the message that was clicked', async () => {
    const workspace = await start();
    const { slack } = workspace;
    const said = await messageAfter(
      workspace,
      () => slack.actor.say(maya, inChannel(workspace), '/predict'),
      'Forecast',
    );
    const urls: string[] = [];
    workspace.app.use(async ({ body, next }) => {
      if ('response_url' in body) urls.push(String(body['response_url']));
      await next();
    });
    const options = { text: { type: 'plain_text', text: 'Explain' }, value: 'explain' };
    await slack.actor.clickInMessage(maya, said, {
      ...elementIds(said, 'more'),
      chosen: { selected_option: options },
    });
    await post(String(urls[0]), { replace_original: true, text: 'Explained' });
    expect(slack.scene(maya.id).messages).toMatchObject([
      { ts: said.ts, text: 'Explained', only_for: maya.id },
    ]);
    await post(String(urls[0]), { delete_original: true });
    expect(slack.scene(maya.id).messages).toEqual([]);
  });
});
