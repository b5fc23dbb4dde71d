/** Where the bot writes and who approves, chosen in Slack by an approver where no setting says it. */

import type { App, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { drawSetUp, SET_UP, SET_UP_FORM } from '../src/adapters/slack/draw-set-up.ts';
import { person } from '../src/adapters/slack/mrkdwn.ts';
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
    const before = await parts.settings();
    const after = {
      channel: channel.channel.selected_conversation ?? actor,
      approvers: approvers.approvers.selected_users,
    };
    await parts.configure?.(after, actor);
    const changes = sayChanges(before, after);
    // Whoever reads the former channel hears of it too: nobody is to be without a say unnoticed.
    for (const place of new Set([before.channel, after.channel]))
      if (changes !== null && isChannel(place)) await tell(place, `${person(actor)} ${changes}`);
    await tell(
      actor,
      `Set: I write to ${sayPlace(after.channel)}, and ${sayPeople(after.approvers)} may approve. If nothing appears there, \`/invite\` me into it.`,
    );
  } catch (fault) {
    await tell(actor, wordsFor(parts, fault));
  }
}

interface Set {
  readonly channel: string;
  readonly approvers: readonly string[];
}

/** Null when it is all as it was. */
function sayChanges(before: Set, after: Set): string | null {
  const places =
    before.channel === after.channel
      ? []
      : [
          `that campaigns and the morning’s digest come to ${sayPlace(after.channel)}, no longer to ${sayPlace(before.channel)}`,
        ];
  const people =
    [...before.approvers].sort().join() === [...after.approvers].sort().join()
      ? []
      : [`that ${sayPeople(after.approvers)} may approve, instead of ${sayPeople(before.approvers)}`];
  const all = [...places, ...people];
  return all.length === 0 ? null : `chose ${all.join(', and ')}.`;
}

/** A person gets what has no channel yet as a direct message. */
function isChannel(id: string): boolean {
  return /^[CG]/.test(id);
}

function sayPlace(id: string): string {
  return isChannel(id) ? `<#${id}>` : `a message to ${person(id)}`;
}

function sayPeople(ids: readonly string[]): string {
  return ids.map((id) => (id.startsWith('S') ? `<!subteam^${id}>` : person(id))).join(', ') || 'nobody';
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
