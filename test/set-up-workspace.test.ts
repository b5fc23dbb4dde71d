/** What follows once Flywheel was added: the installer sets it up in Slack, and its nights are turned for this workspace alone. */

import { expect, it } from 'vitest';
import type { Json } from '../demo/slack/wire-types.ts';
import { userGroup } from '../demo/slack/workspace.ts';
import { addTo, startSeveral } from './support/open-several.ts';
import { TEAMS } from './support/slack-grants.ts';
import { waitFor } from './support/wait-for.ts';

const [CANDLES, TEA] = [TEAMS[0].id, TEAMS[1].id];

it('lets the installer choose channel and approvers, and nobody else', async () => {
  const several = await startSeveral();
  await addTo(several, TEA);
  const slack = several.slacks.workspaces[1]!;
  const [maya, jonas] = [slack.people[0]!, slack.people[1]!];
  const welcome = () => slack.scene(maya.id).messages.find(({ text }) => text.includes('Press Set up'));
  await waitFor(() => expect(welcome()).toBeDefined());
  const { channel, ts, blocks = [] } = welcome()!;
  const use = {
    blockId: String(blocks.at(-1)?.['block_id']),
    actionId: 'set_up',
    chosen: {},
    values: {},
  };
  await slack.actor.clickInMessage(jonas, { channel, ts }, use);
  expect(slack.scene(jonas.id).modals).toHaveLength(0);
  await slack.actor.clickInMessage(maya, { channel, ts }, use);
  await waitFor(() => expect(slack.scene(maya.id).modals).toHaveLength(1));
  await slack.actor.submit(maya, slack.scene(maya.id).modals[0]!.id, {
    channel: { channel: { type: 'conversations_select', selected_conversation: slack.channelId } },
    approvers: { approvers: { type: 'multi_users_select', selected_users: [maya.id, jonas.id] } },
  });
  const set = { channel: slack.channelId, approvers: [maya.id, jonas.id] };
  const { installations } = several.house;
  await waitFor(async () => expect(await installations.find(TEA)).toMatchObject(set));
  const said = () => slack.scene(jonas.id).messages.map(({ text }) => text);
  const words = `chose that campaigns and the morning’s digest come to <#${slack.channelId}>, no longer to a message to <@${maya.id}>, and that <@${maya.id}>, <@${jonas.id}> may approve, instead of <@${maya.id}>.`;
  await waitFor(() => expect(said()).toContain(`<@${maya.id}> ${words}`));
  expect(await installations.choices(TEA)).toMatchObject([
    { version: 1, changedBy: maya.id, channel: maya.id, approvers: [maya.id] },
    { version: 2, changedBy: maya.id, ...set },
  ]);
});

it('lets a user group approve, keeps it when the form is saved again, and refuses that nobody may', async () => {
  const several = await startSeveral();
  await addTo(several, TEA);
  const slack = several.slacks.workspaces[1]!;
  const maya = slack.people[0]!;
  const message = () => slack.scene(maya.id).messages.find(({ text }) => text.includes('Press Set up'));
  await waitFor(() => expect(message()).toBeDefined());
  const { channel, ts, blocks = [] } = message()!;
  const open = async () => {
    const use = {
      blockId: String(blocks.at(-1)?.['block_id']),
      actionId: 'set_up',
      chosen: {},
      values: {},
    };
    await slack.actor.clickInMessage(maya, { channel, ts }, use);
    await waitFor(() => expect(slack.scene(maya.id).modals).toHaveLength(1));
    const [modal] = slack.scene(maya.id).modals;
    const element = modal!.blocks.find(({ block_id: id }) => id === 'groups')!['element'] as Json;
    return { id: modal!.id, element };
  };
  const save = (id: string, users: readonly string[], groups: readonly string[]) =>
    slack.actor.submit(maya, id, {
      channel: { channel: { type: 'conversations_select', selected_conversation: slack.channelId } },
      approvers: { approvers: { type: 'multi_users_select', selected_users: [...users] } },
      groups: {
        groups: {
          type: 'multi_static_select',
          selected_options: groups.map((value) => ({ text: { type: 'plain_text', text: 'x' }, value })),
        },
      },
    });
  const first = await open();
  expect(first.element['options']).toMatchObject([{ text: { text: userGroup.name }, value: userGroup.id }]);
  expect(first.element['initial_options']).toBeUndefined();
  expect(await save(first.id, [], [])).toMatchObject({
    errors: { approvers: expect.stringContaining('at least one person or user group') },
  });
  await save(first.id, [], [userGroup.id]);
  const approvers = async () => (await several.house.installations.find(TEA))?.approvers;
  await waitFor(async () => expect(await approvers()).toEqual([userGroup.id]));
  const said = () => slack.scene(maya.id).messages.map(({ text }) => text);
  const words = expect.stringContaining(`<!subteam^${userGroup.id}> may approve`);
  await waitFor(() => expect(said()).toContainEqual(words));
  // A member of the group may change it now, and finds it chosen.
  const again = await open();
  expect(again.element['initial_options']).toMatchObject([{ value: userGroup.id }]);
});

it('asks for the night of each workspace, and runs it on that one’s data', async () => {
  const several = await startSeveral({ isWorker: true });
  await addTo(several, CANDLES);
  await addTo(several, TEA);
  for (const tenant of [CANDLES, TEA]) {
    const { jobs } = (await several.appOf(tenant)).stores;
    await waitFor(async () => expect(await jobs.lastDone('nightly')).not.toBeNull());
  }
});
