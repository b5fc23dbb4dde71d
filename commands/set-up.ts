/** Where the bot writes and who approves, chosen in Slack by an approver where no setting says it. */

import type { App, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { drawSetUp, SET_UP, SET_UP_FORM, type UserGroup } from '../src/adapters/slack/draw-set-up.ts';
import { person } from '../src/adapters/slack/mrkdwn.ts';
import { AppError } from '../src/errors.ts';
import { onButton, wordsFor } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { demandApprover } from './demand-approver.ts';

const submittedSchema = z.object({
  channel: z.object({ channel: z.object({ selected_conversation: z.string().nullish() }) }),
  approvers: z.object({ approvers: z.object({ selected_users: z.array(z.string()) }) }),
  // Only where the workspace has any.
  groups: z
    .object({ groups: z.object({ selected_options: z.array(z.object({ value: z.string() })) }) })
    .optional(),
});
const NOBODY = 'Choose at least one person or user group: without, nothing could ever be approved.';

export function registerSetUp(bolt: App, parts: CommandParts): void {
  onButton(bolt, parts, {
    id: SET_UP,
    async act({ actor, client, triggerId }) {
      await demandSetter(parts, actor);
      const settings = await parts.settings();
      const groups = await listGroups(parts, client, settings);
      await client.views.open({ trigger_id: triggerId, view: drawSetUp({ ...settings, groups }) });
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
  const { channel, approvers, groups } = submittedSchema.parse(view.state.values);
  const chosen = [
    ...approvers.approvers.selected_users,
    ...(groups?.groups.selected_options ?? []).map(({ value }) => value),
  ];
  if (chosen.length === 0) return ack({ response_action: 'errors', errors: { approvers: NOBODY } });
  await ack();
  const actor = body.user.id;
  const tell = (channel: string, text: string) =>
    parts.saySoon({ channel, content: { kind: 'message', text } });
  try {
    await demandSetter(parts, actor);
    const before = await parts.settings();
    const after = {
      channel: channel.channel.selected_conversation ?? actor,
      approvers: chosen,
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

/** The workspace's own, by name, and those that approve already, of which Slack may not tell the name. */
async function listGroups(
  parts: CommandParts,
  client: WebClient,
  { approvers }: { readonly approvers: readonly string[] },
): Promise<readonly UserGroup[]> {
  const found = new Map(approvers.filter((id) => id.startsWith('S')).map((id) => [id, id]));
  try {
    const { usergroups = [] } = await client.usergroups.list();
    for (const { id, name, handle } of usergroups) if (id) found.set(id, name || handle || id);
  } catch (err) {
    parts.log.warn({ err }, 'Slack did not say which user groups there are; people can be chosen without');
  }
  return Array.from(found, ([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
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
    throw new AppError(
      'invalid',
      'The channel and the approvers are set where Flywheel runs: ask whoever runs it to change them.',
    );
  await demandApprover(
    parts,
    actor,
    'Only an approver may change this: ask whoever added Flywheel to Slack.',
  );
}
