/** The local Slack against a real Bolt app over HTTP. */
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { StoredMessage, WorkspaceEvent } from '../../demo/slack/wire-types.ts';
import { people } from '../../demo/slack/workspace.ts';
import { newFolder, nextEvent, type RunningWorkspace, startWorkspace } from './workspace-builder.ts';

const [maya, jonas] = people;
const running: RunningWorkspace[] = [];

async function start(...args: Parameters<typeof startWorkspace>): Promise<RunningWorkspace> {
  const workspace = await startWorkspace(...args);
  running.push(workspace);
  return workspace;
}

afterEach(async () => {
  for (const workspace of running.splice(0)) await workspace.close();
});

/** Acts, and gives the message that follows from it. */
async function messageAfter(
  { slack }: RunningWorkspace,
  act: Promise<unknown> | (() => Promise<unknown>),
  contains: string,
): Promise<StoredMessage> {
  const seen = nextEvent<WorkspaceEvent>(
    slack.subscribe,
    (event) => event.type === 'message' && event.message.text.includes(contains),
  );
  await (typeof act === 'function' ? act() : act);
  const event = await seen;
  if (event.type !== 'message') throw new Error('expected a message');
  return event.message;
}

function elementIds(message: StoredMessage, actionId: string) {
  const block = message.blocks?.find((candidate) => JSON.stringify(candidate).includes(`"${actionId}"`));
  return { blockId: String(block?.block_id), actionId, chosen: {}, values: {} };
}

const inChannel = (workspace: RunningWorkspace) => ({ channel: workspace.slack.channelId });

async function postCard(workspace: RunningWorkspace): Promise<StoredMessage> {
  const { actor } = workspace.slack;
  return messageAfter(workspace, () => actor.say(maya, inChannel(workspace), '/campaign'), 'Win back');
}

async function openEditModal(workspace: RunningWorkspace) {
  const { slack } = workspace;
  const card = await postCard(workspace);
  const opened = nextEvent<WorkspaceEvent>(slack.subscribe, (event) => event.type === 'modals');
  await slack.actor.clickInMessage(maya, card, elementIds(card, 'edit'));
  const event = await opened;
  if (event.type !== 'modals' || !event.views[0]) throw new Error('no modal was opened');
  return event.views[0];
}

const nameOf = (value: string) => ({ name: { value: { type: 'plain_text_input', value } } });

describe('commands and clicks', () => {
  it('shows the answer to a slash command only to the person who typed it', async () => {
    const workspace = await start();
    const { slack, heard } = workspace;
    const answer = await messageAfter(
      workspace,
      () => slack.actor.say(maya, inChannel(workspace), '/predict ann@shop.example'),
      'Forecast for ann@shop.example',
    );
    expect(heard).toEqual(['/predict ann@shop.example']);
    expect(answer.only_for).toBe(maya.id);
    expect(slack.scene(maya.id).messages.map(({ ts }) => ts)).toContain(answer.ts);
    expect(slack.scene(jonas.id).messages.map(({ ts }) => ts)).not.toContain(answer.ts);
  });

  it('shows an in_channel acknowledgement to everybody', async () => {
    const workspace = await start();
    await messageAfter(
      workspace,
      () => workspace.slack.actor.say(maya, inChannel(workspace), '/model'),
      'ROC-AUC',
    );
    expect(workspace.slack.scene(jonas.id).messages.at(-1)?.text).toContain('ROC-AUC');
  });

  it('tells the person when a command is unknown, and does not bother the bot', async () => {
    const workspace = await start();
    await workspace.slack.actor.say(jonas, inChannel(workspace), '/dance');
    expect(workspace.slack.scene(jonas.id).messages.at(-1)).toMatchObject({
      only_for: jonas.id,
      user: 'USLACKBOT',
    });
    expect(workspace.heard).toEqual([]);
  });

  it('tells the person of an operation_timeout when the bot does not answer in time', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const workspace = await start({ appUrl: `http://127.0.0.1:${port}/slack/events`, ackTimeoutMs: 50 });
    await workspace.slack.actor.say(maya, inChannel(workspace), '/predict');
    expect(workspace.slack.scene(maya.id).messages.at(-1)?.text).toContain('operation_timeout');
    silent.closeAllConnections();
    silent.close();
  });

  it('updates a card for everybody and answers the clicker alone through the response_url', async () => {
    const workspace = await start();
    const { slack, heard } = workspace;
    const card = await postCard(workspace);
    const done = await messageAfter(
      workspace,
      () => slack.actor.clickInMessage(jonas, card, elementIds(card, 'approve')),
      'Done: only you',
    );
    expect(heard).toContain(`approved by ${jonas.id}`);
    expect(done.only_for).toBe(jonas.id);
    const shown = slack.scene(maya.id).messages.find(({ ts }) => ts === card.ts);
    expect(shown).toMatchObject({ text: `Approved by <@${jonas.id}>` });
    expect(shown?.blocks).toBeUndefined();
  });

  it('reports what was chosen in a select', async () => {
    const workspace = await start();
    const card = await postCard(workspace);
    const option = { text: { type: 'plain_text', text: 'Lapsed 60 days' }, value: 'lapsed60' };
    await workspace.slack.actor.clickInMessage(maya, card, {
      ...elementIds(card, 'segment'),
      chosen: { selected_option: option },
    });
    expect(workspace.heard).toContain('segment lapsed60');
  });

  it('delivers direct messages with special characters escaped and shows the reply', async () => {
    const workspace = await start();
    const where = { channel: maya.directMessageId };
    const reply = await messageAfter(
      workspace,
      () => workspace.slack.actor.say(maya, where, 'a <!channel> & b'),
      'You said',
    );
    expect(reply.text).toBe('You said: a &lt;!channel&gt; &amp; b');
    expect(workspace.slack.scene(jonas.id).messages).toEqual([]);
  });
});

describe('modals', () => {
  it('opens one on a button, shows the errors of its fields, and closes when accepted', async () => {
    const workspace = await start();
    const { slack, heard } = workspace;
    const modal = await openEditModal(workspace);
    const submit = (value: string) => slack.actor.submit(maya, modal.id, nameOf(value));
    expect(await submit('')).toEqual({ errors: { name: 'Please complete this required field.' } });
    expect(await submit('abc')).toEqual({ errors: { name: 'Give it a name of five letters or more.' } });
    expect(slack.scene(maya.id).modals).toHaveLength(1);
    expect(slack.scene(jonas.id).modals).toHaveLength(0);
    await messageAfter(workspace, () => submit('Autumn'), 'Renamed to Autumn');
    expect(heard).toContain('renamed to Autumn on ');
    expect(slack.scene(maya.id).modals).toHaveLength(0);
  });

  it('publishes App Home when it is opened', async () => {
    const { slack } = await start();
    const published = nextEvent<WorkspaceEvent>(slack.subscribe, (event) => event.type === 'home');
    await slack.actor.openHome(maya, 'home');
    await published;
    expect(JSON.stringify(slack.scene(maya.id).home)).toContain('Nothing waits for you');
    expect(slack.scene(jonas.id).home).toBeUndefined();
  });
});

describe('the Web API', () => {
  const call = async ({ slack }: RunningWorkspace, method: string, args: object, token = slack.botToken) => {
    const response = await fetch(slack.apiUrl + method, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    return (await response.json()) as Record<string, unknown>;
  };

  it('refuses a wrong token, a missing one and an unknown method', async () => {
    const workspace = await start();
    expect(await call(workspace, 'auth.test', {}, 'xoxb-guess')).toEqual({
      ok: false,
      error: 'invalid_auth',
    });
    expect(await call(workspace, 'auth.test', {}, '')).toEqual({ ok: false, error: 'not_authed' });
    expect(await call(workspace, 'chat.sing', {})).toEqual({ ok: false, error: 'unknown_method' });
    expect(await call(workspace, 'auth.test', {})).toMatchObject({ ok: true, user_id: 'U0FLYWHEEL' });
  });

  it('refuses blocks that Slack would refuse, and says where', async () => {
    const workspace = await start();
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }];
    const result = await call(workspace, 'chat.postMessage', { channel: 'marketing', text: 'x', blocks });
    expect(result).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: { messages: [expect.stringContaining('/blocks/0/text/text')] },
    });
    expect(workspace.slack.scene(maya.id).messages).toEqual([]);
  });

  it('knows the same people under the same ids, by e-mail and in the user group', async () => {
    const { client } = await start();
    const found = await client.users.lookupByEmail({ email: jonas.email });
    expect(found.user).toMatchObject({ id: jonas.id, real_name: 'Jonas Weber' });
    const members = await client.usergroups.users.list({ usergroup: 'S0MARKETNG' });
    expect(members.users).toEqual([maya.id, jonas.id]);
  });

  it('takes a file, shows it in the channel and gives its bytes back', async () => {
    const { client, slack } = await start();
    const file = Buffer.from('chart');
    await client.files.uploadV2({ channel_id: slack.channelId, filename: 'chart.png', file });
    const shared = slack.scene(maya.id).messages.at(-1)?.files?.[0];
    expect(shared).toMatchObject({ name: 'chart.png', size: file.length });
    expect(slack.readFile(String(shared?.id))?.toString()).toBe('chart');
    expect(slack.readFile('../../etc/passwd')).toBeUndefined();
  });

  it('is refused by Bolt when its signature is wrong', async () => {
    const { appUrl } = await start();
    const response = await fetch(appUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)),
        'x-slack-signature': `v0=${'0'.repeat(64)}`,
      },
      body: 'command=%2Fmodel&text=',
    });
    expect(response.status).toBe(401);
  });
});

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

describe('a restart', () => {
  it('keeps the transcript, the ids, and the power to update a message from before', async () => {
    const dataDir = newFolder('workspace');
    const before = await start({ dataDir });
    const card = await postCard(before);
    const published = nextEvent<WorkspaceEvent>(before.slack.subscribe, (event) => event.type === 'home');
    await before.slack.actor.openHome(maya, 'home');
    await published;
    running.splice(0);
    await before.close();

    const after = await start({ dataDir });
    expect(after.slack.scene(maya.id).messages).toEqual([card]);
    expect(JSON.stringify(after.slack.scene(maya.id).home)).toContain('Nothing waits for you');
    const updated = await after.client.chat.update({
      channel: card.channel,
      ts: card.ts,
      text: 'Sent to 214',
    });
    expect(updated.ok).toBe(true);
    expect(after.slack.scene(jonas.id).messages).toMatchObject([{ ts: card.ts, text: 'Sent to 214' }]);
    const next = await after.client.chat.postMessage({ channel: maya.id, text: 'Good morning' });
    expect(next.channel).toBe(maya.directMessageId);
    expect(Number(next.ts)).toBeGreaterThan(Number(card.ts));
  });

  it('survives half a line at the end of the transcript', async () => {
    const dataDir = newFolder('workspace');
    const before = await start({ dataDir });
    const card = await postCard(before);
    running.splice(0);
    await before.close();
    appendFileSync(`${dataDir}/workspace/transcript.ndjson`, '{"kind":"message","mess');
    const after = await start({ dataDir });
    await after.client.chat.postMessage({ channel: 'marketing', text: 'Still here' });
    running.splice(0);
    await after.close();
    const again = await start({ dataDir });
    expect(again.slack.scene(maya.id).messages.map(({ text }) => text)).toEqual([card.text, 'Still here']);
  });
});
