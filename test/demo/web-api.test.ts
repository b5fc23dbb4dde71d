/** The Web API as the bot reaches it: tokens, limits, people, files, signatures. */
import { describe, expect, it } from 'vitest';
import { privateChannel } from '../../demo/slack/workspace.ts';
import { jonas, maya, start } from './workspace-acts.ts';
import type { RunningWorkspace } from './workspace-builder.ts';

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

  it('takes a reply to a message of the conversation itself, and to nothing else', async () => {
    const { client, slack } = await start();
    const channel = slack.channelId;
    const say = (threadTs?: string) =>
      client.chat.postMessage({
        ...{ channel, text: 'x' },
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      });
    const root = String((await say()).ts);
    const reply = String((await say(root)).ts);
    await expect(say(reply)).rejects.toThrow('thread_not_found');
    const file = { channel_id: channel, filename: 'a.png', file: Buffer.from('a') };
    await expect(client.files.uploadV2({ ...file, thread_ts: reply })).rejects.toThrow('thread_not_found');
    await client.chat.delete({ channel, ts: root });
    await expect(say(root)).rejects.toThrow('thread_not_found');
  });

  it('takes nothing of the bot where the bot is no member, not even for one person', async () => {
    const { client } = await start();
    const said = { channel: privateChannel.id, text: 'x' };
    await expect(client.chat.postMessage(said)).rejects.toThrow('channel_not_found');
    await expect(client.chat.postEphemeral({ ...said, user: maya.id })).rejects.toThrow('channel_not_found');
  });

  it('knows the same people under the same ids, by e-mail and in the user group', async () => {
    const { client, slack } = await start();
    const found = await client.users.lookupByEmail({ email: jonas.email });
    expect(found.user).toMatchObject({ id: jonas.id, real_name: 'Jonas Weber' });
    const members = await client.usergroups.users.list({ usergroup: 'S0MARKETNG' });
    expect(members.users).toEqual([maya.id, jonas.id]);
    const inChannel = await client.conversations.members({ channel: slack.channelId });
    expect(inChannel.members?.toSorted()).toEqual(['U0FLYWHEEL', jonas.id, maya.id].toSorted());
    const listed = await client.users.list({});
    expect(listed.members?.map(({ name }) => name).toSorted()).toEqual(['flywheel', 'jonas', 'maya']);
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

  it('lets others hear each call and what it was answered', async () => {
    const { client, slack } = await start();
    const heard: unknown[] = [];
    slack.onCall(({ method, args, result }) => heard.push([method, args['channel'], result.ok]));
    await client.chat.postMessage({ channel: 'marketing', text: 'Hello' });
    await client.chat.postMessage({ channel: 'C0NOWHERE0', text: 'Hello' }).catch(() => {});
    expect(heard).toEqual([
      ['chat.postMessage', 'marketing', true],
      ['chat.postMessage', 'C0NOWHERE0', false],
    ]);
  });
});
