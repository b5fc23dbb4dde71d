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
import { WAITING_STATES } from '../src/domain/campaign.ts';
import {
  describeSender,
  findFaults,
  NOTHING_CHOSEN,
  type ShopChoice,
  type ShopSettings,
} from '../src/domain/shop-settings.ts';
import { onButton, wordsFor } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { demandApprover } from './demand-approver.ts';
import { redrawSoon } from './redraw-cards.ts';

type Submission = SlackViewMiddlewareArgs<ViewSubmitAction>;

const NUMBERS: readonly (keyof ShopSettings)[] = ['outcomeWindowDays', 'undoMinutes'];
/** More than a team can read. */
const LOOKED_AT = 200;
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
    const after = parts.shop.current();
    const changes = sayChanges(before, after);
    if (changes === '') return;
    const { channel } = await parts.settings();
    const kept = await followSender(parts, before, after);
    await say(parts, channel, `${person(actor)} changed the settings: ${changes}.${kept}`);
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

/** Cards that wait show the new sender; of what was approved with another one it is told. */
async function followSender(parts: CommandParts, before: ShopSettings, after: ShopSettings): Promise<string> {
  const sender = describeSender(after);
  if (describeSender(before) === sender) return '';
  const { campaigns } = parts.stores;
  for (const campaign of await campaigns.list(['draft', ...WAITING_STATES], LOOKED_AT))
    await redrawSoon(parts, campaign);
  const approved = await campaigns.list(['half approved', 'approved', 'sending', 'paused'], LOOKED_AT);
  const others = approved.filter((one) => one.sender !== null && describeSender(one.sender) !== sender);
  if (others.length === 0) return '';
  const numbers = others.map(({ number }) => number).join(', ');
  return ` What was approved with the former sender keeps it (campaign ${numbers}): take the approval back, or stop it, where it should not.`;
}

async function say({ saySoon }: CommandParts, channel: string, text: string): Promise<void> {
  await saySoon({ channel, content: { kind: 'message', text } });
}
