/** Where the bot writes and who approves, chosen in Slack by an approver where no setting says it. */

import type { App, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { drawSetUp, SET_UP, SET_UP_FORM } from '../src/adapters/slack/draw-set-up.ts';
import { AppError } from '../src/errors.ts';
import { onButton, wordsFor } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { demandApprover } from './demand-approver.ts';

const submittedSchema = z.object({
  channel: z.object({ channel: z.object({ selected_conversation: z.string().nullish() }) }),
  approvers: z.object({ approvers: z.object({ selected_users: z.array(z.string()) }) }),
});

export function registerSetUp(bolt: App, parts: CommandParts): void {
  onButton(bolt, parts, {
    id: SET_UP,
    async act({ actor, client, triggerId }) {
      await demandSetter(parts, actor);
      await client.views.open({ trigger_id: triggerId, view: drawSetUp(await parts.settings()) });
    },
  });
  bolt.view(SET_UP_FORM, (submission: SlackViewMiddlewareArgs<ViewSubmitAction>) =>
    submit(parts, submission),
  );
}

async function submit(
  parts: CommandParts,
  { ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>,
): Promise<void> {
  await ack();
  const actor = body.user.id;
  const tell = (channel: string, text: string) =>
    parts.saySoon({ channel, content: { kind: 'message', text } });
  try {
    await demandSetter(parts, actor);
    const { channel, approvers } = submittedSchema.parse(view.state.values);
    const chosen = channel.channel.selected_conversation ?? actor;
    const people = approvers.approvers.selected_users;
    await parts.configure?.({ channel: chosen, approvers: people });
    const names = people.map((id) => `<@${id}>`).join(', ');
    if (chosen !== actor)
      await tell(chosen, `Campaigns and the morning’s digest come here from now on. Approvers: ${names}.`);
    await tell(
      actor,
      `Set: I write to <#${chosen}>, and ${names} may approve. If nothing appears there, \`/invite\` me into it.`,
    );
  } catch (fault) {
    await tell(actor, wordsFor(parts, fault));
  }
}

async function demandSetter(parts: CommandParts, actor: string): Promise<void> {
  if (parts.configure === null)
    throw new AppError('invalid', 'Here the settings SLACK_CHANNEL and SLACK_APPROVERS say it.');
  await demandApprover(
    parts,
    actor,
    'Only an approver may change this: ask whoever added Flywheel to Slack.',
  );
}
