/** A campaign's "Previews" and "Send test to me": what real recipients would get, on the screen and in one's own inbox. */

import type { App, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { drawPreviews, PREVIEW_BUTTONS, type PreviewView } from '../src/adapters/slack/draw-previews.ts';
import { maskAddress } from '../src/adapters/slack/mask-address.ts';
import { escapeText, plural } from '../src/adapters/slack/mrkdwn.ts';
import type { Assignment, Campaign } from '../src/domain/campaign.ts';
import { AppError } from '../src/errors.ts';
import { chooseOfEachWording, chooseRecipients, type Recipient } from '../src/send/choose-recipients.ts';
import { type ButtonCall, onButton, wordsFor } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { readSeen, tellOnly } from './decide-from-call.ts';
import { findCampaign } from './find-campaign.ts';

export function registerPreviews(bolt: App, parts: CommandParts): void {
  onButton(bolt, parts, { id: PREVIEW_BUTTONS.previews, act: (call) => openPreviews(parts, call) });
  onButton(bolt, parts, { id: PREVIEW_BUTTONS.sendTest, act: (call) => sendTests(parts, call) });
  bolt.action(PREVIEW_BUTTONS.sendThis, (pressed: Pressed) => sendChosen(parts, pressed));
  // It only leads somewhere; Slack wants to be answered all the same.
  bolt.action(PREVIEW_BUTTONS.openHtml, ({ ack }) => ack());
}

type Pressed = SlackActionMiddlewareArgs<BlockButtonAction> & { client: WebClient };

async function openPreviews(parts: CommandParts, call: ButtonCall): Promise<void> {
  const campaign = await findCampaign(parts, String(readSeen(call.text).number), '');
  const view = drawPreviews(campaign, await viewPreviews(parts, campaign));
  await call.client.views.open({ trigger_id: call.triggerId, view });
}

async function viewPreviews(parts: CommandParts, campaign: Campaign): Promise<readonly PreviewView[]> {
  const recipients = await chooseRecipients(parts.stores.campaigns.audience(campaign.id));
  return Promise.all(recipients.map((recipient) => viewPreview(parts, campaign, recipient)));
}

async function viewPreview(
  parts: CommandParts,
  campaign: Campaign,
  { rank, assignment }: Recipient,
): Promise<PreviewView> {
  const contact = await parts.stores.contacts.get(assignment.contactId);
  return {
    rank,
    address: maskAddress(contact?.profile.email),
    conversionProbability: assignment.conversionProbability,
    wording: campaign.copyB === null ? null : assignment.wording,
    email: await parts.previewRecipient({ campaign, assignment }).catch((fault) => {
      if (fault instanceof AppError) return { fault: fault.message };
      throw fault;
    }),
    htmlUrl: parts.linkToPreview({ campaign, assignment }),
  };
}

/** The likeliest recipient's e-mail in each wording. */
async function sendTests(parts: CommandParts, call: ButtonCall): Promise<void> {
  const campaign = await findCampaign(parts, String(readSeen(call.text).number), '');
  const chosen = await chooseOfEachWording(parts.stores.campaigns.audience(campaign.id));
  await tellOnly(call, await sendTo(parts, call, { campaign, chosen }));
}

async function sendChosen(parts: CommandParts, { ack, body, action, client }: Pressed): Promise<void> {
  await ack();
  const { view } = body;
  if (view === undefined) return;
  const told = async (words: string, campaign: Campaign) =>
    client.views.update({
      view_id: view.id,
      view: drawPreviews(campaign, await viewPreviews(parts, campaign), words),
    });
  const campaign = await findCampaign(parts, view.private_metadata, '');
  try {
    const recipients = await chooseRecipients(parts.stores.campaigns.audience(campaign.id));
    const chosen = recipients.filter(({ rank }) => 'value' in action && rank === action.value);
    const assignments = chosen.map(({ assignment }) => assignment);
    const words = await sendTo(parts, { client, actor: body.user.id }, { campaign, chosen: assignments });
    await told(words, campaign);
  } catch (fault) {
    await told(`:x: ${escapeText(wordsFor(parts, fault))}`, campaign);
  }
}

/** Sends to the person's own address and says so; throws what was refused. */
async function sendTo(
  parts: CommandParts,
  { client, actor }: Pick<ButtonCall, 'client' | 'actor'>,
  { campaign, chosen }: { readonly campaign: Campaign; readonly chosen: readonly Assignment[] },
): Promise<string> {
  const { user } = await client.users.info({ user: actor });
  const to = user?.profile?.email;
  if (to === undefined || to === '')
    throw new AppError(
      'not_found',
      'Slack does not tell your e-mail address. Add one to your Slack profile, and see that the app has the scope users:read.email.',
    );
  for (const assignment of chosen) await parts.sendTest({ campaign, assignment, to });
  return `${plural(chosen.length, 'test e-mail')} of campaign ${campaign.number} ${chosen.length === 1 ? 'is' : 'are'} on the way to ${escapeText(to)}. Nothing in it is counted.`;
}
