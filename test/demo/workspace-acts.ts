/** What tests do in a local Slack: start one for this test alone, act, and wait for what follows. */
import { onTestFinished } from 'vitest';
import type { StoredMessage, View, WorkspaceEvent } from '../../demo/slack/wire-types.ts';
import { people } from '../../demo/slack/workspace.ts';
import { nextEvent, type RunningWorkspace, startWorkspace } from './workspace-builder.ts';

export const [maya, jonas] = people;

/** Closes by itself when the test ends; closing it earlier is fine. */
export async function start(...args: Parameters<typeof startWorkspace>): Promise<RunningWorkspace> {
  const workspace = await startWorkspace(...args);
  onTestFinished(() => workspace.close());
  return workspace;
}

/** Acts, and gives the message that follows from it. */
export async function messageAfter(
  { slack }: RunningWorkspace,
  act: () => Promise<unknown>,
  contains: string,
): Promise<StoredMessage> {
  const seen = nextEvent<WorkspaceEvent>(
    slack.subscribe,
    (event) => event.type === 'message' && event.message.text.includes(contains),
  );
  await act();
  const event = await seen;
  if (event.type !== 'message') throw new Error('expected a message');
  return event.message;
}

/** Acts, and gives the open modals after it, lowest first. */
export async function modalsAfter(
  { slack }: RunningWorkspace,
  act: () => Promise<unknown>,
): Promise<readonly View[]> {
  const seen = nextEvent<WorkspaceEvent>(slack.subscribe, (event) => event.type === 'modals');
  await act();
  const event = await seen;
  return event.type === 'modals' ? event.views : [];
}

/** The use of an element that stands somewhere in this message, as the page would report it. */
export function elementIds(message: StoredMessage, actionId: string) {
  const block = message.blocks?.find((candidate) => JSON.stringify(candidate).includes(`"${actionId}"`));
  return { blockId: String(block?.block_id), actionId, chosen: {}, values: {} };
}

export const inChannel = (workspace: RunningWorkspace) => ({ channel: workspace.slack.channelId });

export async function postCard(workspace: RunningWorkspace): Promise<StoredMessage> {
  const { actor } = workspace.slack;
  return messageAfter(workspace, () => actor.say(maya, inChannel(workspace), '/campaign'), 'Win back');
}

export async function openEditModal(workspace: RunningWorkspace): Promise<View> {
  const card = await postCard(workspace);
  const click = () => workspace.slack.actor.clickInMessage(maya, card, elementIds(card, 'edit'));
  const [modal] = await modalsAfter(workspace, click);
  if (!modal) throw new Error('no modal was opened');
  return modal;
}

/** The values of the modal's one required field. */
export const nameOf = (value: string) => ({ name: { value: { type: 'plain_text_input', value } } });
