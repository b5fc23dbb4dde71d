/** What is still there when the local Slack starts again. */
import { appendFileSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { WorkspaceEvent } from '../../demo/slack/wire-types.ts';
import { jonas, maya, postCard, start } from './workspace-acts.ts';
import { newFolder, nextEvent } from './workspace-builder.ts';

describe('a restart', () => {
  it('keeps the transcript, the ids, and the power to update a message from before', async () => {
    const dataDir = newFolder('workspace');
    const before = await start({ dataDir });
    const card = await postCard(before);
    const published = nextEvent<WorkspaceEvent>(before.slack.subscribe, (event) => event.type === 'home');
    await before.slack.actor.openHome(maya, 'home');
    await published;
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
    await before.close();
    appendFileSync(`${dataDir}/workspace/transcript.ndjson`, '{"kind":"message","mess');
    const after = await start({ dataDir });
    await after.client.chat.postMessage({ channel: 'marketing', text: 'Still here' });
    await after.close();
    const again = await start({ dataDir });
    expect(again.slack.scene(maya.id).messages.map(({ text }) => text)).toEqual([card.text, 'Still here']);
  });

  it('drops old edits from the file when there are many, and no message', async () => {
    const dataDir = newFolder('workspace');
    const file = `${dataDir}/workspace/transcript.ndjson`;
    const before = await start({ dataDir });
    const card = await postCard(before);
    before.slack.markRead(maya.id, card.channel, card.ts);
    await before.close();
    const edit = (count: number) => ({ ...card, text: `Sent to ${count}` });
    const lines = Array.from({ length: 1100 }, (_, count) =>
      JSON.stringify({ kind: 'message', message: edit(count) }),
    );
    appendFileSync(file, `${lines.join('\n')}\n`);
    const scenes: unknown[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const after = await start({ dataDir });
      scenes.push(after.slack.scene(maya.id));
      await after.close();
    }
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
    expect(scenes[0]).toMatchObject({ messages: [{ ts: card.ts, text: 'Sent to 1099' }] });
    expect(scenes[1]).toEqual(scenes[0]);
  });
});
