/** What a team says of its shop, in a form that an approver opens from the bot's home; the channel is told what changed. */

import type { App, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import {
  drawSettingsForm,
  SETTING_FIELDS,
  SETTING_INPUT,
  SETTINGS,
  SETTINGS_FORM,
} from '../src/adapters/slack/draw-settings-form.ts';
import { oneLine, person } from '../src/adapters/slack/mrkdwn.ts';
import {
  findFaults,
  NOTHING_CHOSEN,
  type ShopChoice,
  type ShopSettings,
} from '../src/domain/shop-settings.ts';
import { onButton, wordsFor } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { demandApprover } from './demand-approver.ts';

type Submission = SlackViewMiddlewareArgs<ViewSubmitAction>;

const NUMBERS: readonly (keyof ShopSettings)[] = ['outcomeWindowDays', 'undoMinutes'];
const REFUSAL = 'Only an approver may change the settings: ask one of them.';
const seenSchema = z.object({ version: z.number().int() });

export function registerSettings(bolt: App, parts: CommandParts): void {
  onButton(bolt, parts, {
    id: SETTINGS,
    async act({ actor, client, triggerId }) {
      await demandApprover(parts, actor, REFUSAL);
      const latest = await parts.shop.refresh();
      const { fallback } = parts.shop;
      const facts = { choice: latest?.choice ?? NOTHING_CHOSEN, version: latest?.version ?? 0, fallback };
      await client.views.open({ trigger_id: triggerId, view: drawSettingsForm(facts) });
    },
  });
  bolt.view(SETTINGS_FORM, (submission: Submission) => submit(parts, submission));
}

async function submit(parts: CommandParts, submission: Submission): Promise<void> {
  const { ack, body, view } = submission;
  const actor = body.user.id;
  try {
    const choice = readChoice(submission);
    const faults = findFaults(choice);
    const [first] = Object.keys(faults);
    if (first !== undefined) return await ack({ response_action: 'errors', errors: { ...faults } });
    await ack();
    await demandApprover(parts, actor, REFUSAL);
    const { version } = seenSchema.parse(JSON.parse(view.private_metadata));
    const before = parts.shop.current();
    await parts.shop.choose(choice, { actor, version });
    const changes = sayChanges(before, parts.shop.current());
    if (changes === '') return;
    const { channel } = await parts.settings();
    await say(parts, channel, `${person(actor)} changed the settings: ${changes}.`);
  } catch (fault) {
    await say(parts, actor, wordsFor(parts, fault));
  }
}

function readChoice({ view }: Submission): ShopChoice {
  const typed = SETTING_FIELDS.map(([field]) => {
    const text = view.state.values[field]?.[SETTING_INPUT]?.value?.trim() ?? '';
    if (text === '') return [field, null];
    // What is no number is no whole number either, and is refused as such.
    return [field, NUMBERS.includes(field) ? Number(text) : text];
  });
  return Object.fromEntries(typed) as unknown as ShopChoice;
}

function sayChanges(before: ShopSettings, after: ShopSettings): string {
  return SETTING_FIELDS.filter(([field]) => before[field] !== after[field])
    .map(
      ([field, label]) =>
        `${label.toLowerCase()} from “${oneLine(String(before[field]))}” to “${oneLine(String(after[field]))}”`,
    )
    .join(', ');
}

async function say({ saySoon }: CommandParts, channel: string, text: string): Promise<void> {
  await saySoon({ channel, content: { kind: 'message', text } });
}
