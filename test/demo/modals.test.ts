/** Modals and App Home, against a real Bolt app over HTTP. */
import { describe, expect, it, vi } from 'vitest';
import type { WorkspaceEvent } from '../../demo/slack/wire-types.ts';
import {
  inChannel,
  jonas,
  maya,
  messageAfter,
  modalsAfter,
  nameOf,
  openEditModal,
  start,
} from './workspace-acts.ts';
import { nextEvent, type RunningWorkspace } from './workspace-builder.ts';

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

  /** The open modal of a bot that answers its submission with this. */
  async function submitTo(workspace: RunningWorkspace, answer: object) {
    const modal = await openEditModal(workspace);
    workspace.app.use(async ({ body, next, ack }) => {
      if (body['type'] !== 'view_submission') return next();
      await (ack as (response: object) => Promise<void>)(answer);
    });
    return { modal, submit: () => workspace.slack.actor.submit(maya, modal.id, nameOf('Autumn')) };
  }

  const plain = (text: string) => ({ type: 'plain_text', text });
  const preview = {
    type: 'modal',
    title: plain('Preview'),
    notify_on_close: true,
    blocks: [{ type: 'section', text: plain('As Ann sees it') }],
  };

  it('puts a pushed one on top, and comes back to the one below when it is closed', async () => {
    const workspace = await start();
    const { modal, submit } = await submitTo(workspace, { response_action: 'push', view: preview });
    const stack = await modalsAfter(workspace, submit);
    expect(stack.map(({ id }) => id)).toEqual([modal.id, stack[1]?.id]);
    expect(stack[1]).toMatchObject({ title: { text: 'Preview' }, previous_view_id: modal.id });
    const below = await modalsAfter(workspace, () =>
      workspace.slack.actor.closeModal(maya, String(stack[1]?.id)),
    );
    expect(below).toEqual([modal]);
    expect(workspace.heard).toContain('closed Preview');
  });

  it('may be pushed as often as one likes, three deep and no deeper', async () => {
    const workspace = await start();
    const { modal, submit } = await submitTo(workspace, { response_action: 'push', view: preview });
    for (let turn = 0; turn < 4; turn += 1) {
      const [, pushed] = await modalsAfter(workspace, submit);
      expect(pushed).toMatchObject({ previous_view_id: modal.id, root_view_id: modal.id });
      await workspace.slack.actor.closeModal(maya, String(pushed?.id));
    }
    const [, second] = await modalsAfter(workspace, submit);
    const submitTop = (id: unknown) => workspace.slack.actor.submit(maya, String(id), {});
    const third = (await modalsAfter(workspace, () => submitTop(second?.id)))[2];
    expect(third).toMatchObject({ previous_view_id: second?.id });
    expect((await submitTop(third?.id)).trouble).toContain('push_limit_reached');
    expect(workspace.slack.scene(maya.id).modals).toHaveLength(3);
  });

  it('replaces one by an update, under the same id', async () => {
    const workspace = await start();
    const { modal, submit } = await submitTo(workspace, { response_action: 'update', view: preview });
    expect(await modalsAfter(workspace, submit)).toMatchObject([
      { id: modal.id, title: { text: 'Preview' } },
    ]);
    const update = () =>
      workspace.client.views.update({
        view_id: modal.id,
        view: { ...preview, title: plain('Later') } as never,
      });
    expect(await modalsAfter(workspace, update)).toMatchObject([{ id: modal.id, title: { text: 'Later' } }]);
  });

  it('says in the modal what is wrong with a view that Slack would refuse', async () => {
    const workspace = await start();
    const view = { ...preview, title: plain('A title of more than 24 characters') };
    const { submit } = await submitTo(workspace, { response_action: 'update', view });
    expect((await submit()).trouble).toContain('/view/title');
  });

  it('closes all of them when the bot clears', async () => {
    const workspace = await start();
    const { submit } = await submitTo(workspace, { response_action: 'clear' });
    expect(await modalsAfter(workspace, submit)).toEqual([]);
  });

  it('opens nothing with a trigger that was used or made up', async () => {
    const workspace = await start();
    const open = (trigger: string) =>
      workspace.client.views.open({ trigger_id: trigger, view: preview as never });
    await expect(open('1.2.made-up')).rejects.toThrow('invalid_trigger_id');
    expect(workspace.slack.scene(maya.id).modals).toEqual([]);
  });

  it.each([
    { patienceMs: 60_000, opens: 1 },
    { patienceMs: 3_000, opens: 0 },
  ])('opens one for as long as it is patient ($patienceMs ms)', async ({ patienceMs, opens }) => {
    const workspace = await start({ patienceMs });
    const triggers: string[] = [];
    workspace.app.use(async ({ body, next }) => {
      if ('trigger_id' in body) triggers.push(String(body['trigger_id']));
      await next();
    });
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    try {
      await workspace.slack.actor.say(maya, inChannel(workspace), '/model');
      vi.advanceTimersByTime(5_000);
      await workspace.client.views
        .open({ trigger_id: triggers[0]!, view: preview as never })
        .catch((fault) => expect(String(fault)).toContain('expired_trigger_id'));
    } finally {
      vi.useRealTimers();
    }
    expect(workspace.slack.scene(maya.id).modals).toHaveLength(opens);
  });
});
