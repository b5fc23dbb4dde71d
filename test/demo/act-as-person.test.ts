/** Commands, clicks and messages of people, against a real Bolt app over HTTP. */
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { cardBlocks } from './tiny-bot-blocks.ts';
import { elementIds, inChannel, jonas, maya, messageAfter, postCard, start } from './workspace-acts.ts';

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
    const workspace = await start({ appUrl: `http://127.0.0.1:${port}/slack/events`, patienceMs: 50 });
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

  it('takes a click on a card that is redrawn at that moment, and says so if it was redrawn long ago', async () => {
    const workspace = await start();
    const { slack, heard, client } = workspace;
    const seen = await postCard(workspace);
    const redraw = (text: string) =>
      client.chat.update({ channel: seen.channel, ts: seen.ts, text, blocks: cardBlocks() });
    await redraw('Win back 215 customers');
    await redraw('Win back 216 customers');
    await slack.actor.clickInMessage(jonas, seen, elementIds(seen, 'approve'));
    expect(heard).toEqual(['/campaign ']);
    expect(slack.scene(jonas.id).messages.at(-1)).toMatchObject({
      only_for: jonas.id,
      text: expect.stringContaining('replaced meanwhile'),
    });
    const now = slack.scene(jonas.id).messages.find(({ ts }) => ts === seen.ts)!;
    await redraw('Win back 217 customers');
    await messageAfter(
      workspace,
      () => slack.actor.clickInMessage(jonas, now, elementIds(now, 'approve')),
      'Done: only you',
    );
    expect(heard.at(-1)).toBe(`approved by ${jonas.id}`);
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
