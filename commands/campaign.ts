/** `/campaign`: what is proposed, running and sent; one campaign's card; and its buttons and forms. */

import type { App } from '@slack/bolt';
import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Card } from '../src/adapters/slack/card.ts';
import { section } from '../src/adapters/slack/card.ts';
import { drawCampaignList } from '../src/adapters/slack/draw-campaign-list.ts';
import { describeEstimate } from '../src/adapters/slack/draw-evidence.ts';
import { CAMPAIGN_BUTTONS } from '../src/adapters/slack/draw-lifecycle.ts';
import { drawCommentForm } from '../src/adapters/slack/draw-modals.ts';
import { findDecisionObstacle } from '../src/approve/decide-campaign.ts';
import { findRevisionObstacle } from '../src/approve/revise-campaign.ts';
import { CAMPAIGN_STATES, type Campaign, type CampaignCard } from '../src/domain/campaign.ts';
import { type ButtonCall, type CommandCall, onButton, onCommand } from './answer.ts';
import { registerCampaignForms } from './campaign-forms.ts';
import type { CommandParts } from './command-parts.ts';
import { DECIDING_BUTTONS, decideByWord } from './decide-by-word.ts';
import { decideFromCall, readSeen, tellObstacle, tellOnly } from './decide-from-call.ts';
import { draftFromBrief, registerDrafting } from './draft-campaign.ts';
import { openEditForm } from './edit-live.ts';
import { findCampaign } from './find-campaign.ts';
import { lookOver } from './look-over.ts';
import { mirrorTrail } from './mirror-trail.ts';
import { registerPreviews } from './preview-campaign.ts';
import { readLastNight } from './read-last-night.ts';
import { markCampaign, redrawIfOvertaken } from './redraw-cards.ts';
import { answerReport } from './report.ts';
import { registerScheduling } from './schedule-campaign.ts';
import { drawCampaignNow } from './view-campaign.ts';

const LISTED = 40;
const HELP =
  '`/campaign` lists what is proposed, running and sent, best first.\n`/campaign new win back lapsed candle buyers, 10 % off, before Friday` drafts one from your words.\n`/campaign 12` shows campaign 12 with its evidence, its results and its buttons, `/campaign report 12` what it brought.\n`/campaign pause 12`, `resume 12` and `stop 12` hold its e-mails, let them go on and end it; `undo 12` takes an approval back before the first has left.';

export function registerCampaign(bolt: App, parts: CommandParts): void {
  onCommand(bolt, parts, { name: '/campaign', answer: (call) => answerCampaign(parts, call) });
  onButton(bolt, parts, { id: CAMPAIGN_BUTTONS.open, act: (call) => showCampaign(parts, call, call.text) });
  for (const [id, action] of DECIDING_BUTTONS)
    onButton(bolt, parts, {
      id,
      act: (call) => decideFromCall(parts, call, { action, comment: null }),
    });
  onButton(bolt, parts, {
    id: CAMPAIGN_BUTTONS.requestChanges,
    act: (call) => askForComment(parts, call, 'request changes'),
  });
  onButton(bolt, parts, {
    id: CAMPAIGN_BUTTONS.reject,
    act: (call) => askForComment(parts, call, 'reject'),
  });
  onButton(bolt, parts, { id: CAMPAIGN_BUTTONS.edit, act: (call) => askForWords(parts, call) });
  registerCampaignForms(bolt, parts);
  registerPreviews(bolt, parts);
  registerScheduling(bolt, parts);
  registerDrafting(bolt, parts, (call, campaign) => showCampaign(parts, call, String(campaign.number)));
}

/** The answer to the command; null when it was posted to the channel as a card that stays up to date. */
async function answerCampaign(parts: CommandParts, call: CommandCall): Promise<Card | null> {
  if (call.text === '') return listCampaigns(parts);
  if (call.text === 'help') return { text: HELP, blocks: [section(HELP)] };
  const brief = /^new\b(.*)$/is.exec(call.text);
  if (brief !== null) return draftFromBrief(parts, brief[1]!.trim());
  const report = /^report\b(.*)$/is.exec(call.text);
  if (report !== null) return answerReport(parts, report[1]!.trim());
  if (await decideByWord(parts, call)) return null;
  await showCampaign(parts, call, call.text);
  return null;
}

/** What is proposed, running and sent. */
export async function listCampaigns(parts: CommandParts): Promise<Card> {
  const shown = CAMPAIGN_STATES.filter((state) => !['rejected', 'expired', 'superseded'].includes(state));
  const campaigns = await parts.stores.campaigns.list(shown, LISTED);
  return drawCampaignList(campaigns, await readLastNight(parts));
}

async function showCampaign(parts: CommandParts, call: CommandCall, text: string): Promise<void> {
  const campaign = await lookOver(parts, await findCampaign(parts, text, HELP));
  const mark = await markCampaign(parts, campaign);
  const card = await drawCampaignNow(parts, campaign);
  const shown = await post(call, card);
  if (shown === null) return;
  await parts.stores.campaigns.addCard(campaign.id, shown);
  await redrawIfOvertaken(parts, campaign, mark);
  await mirrorTrail(parts, { ...campaign, cards: [shown] });
  const estimate = describeEstimate(campaign);
  if (estimate !== null)
    await parts.saySoon({
      channel: shown.channel,
      content: { kind: 'message', text: estimate, threadTs: shown.ts },
    });
}

/** Where the bot is no member, or has said too much of late, it cannot post; the person who asked still gets the card, and null is returned. */
async function post(call: CommandCall, card: Card): Promise<CampaignCard | null> {
  try {
    const message = { channel: call.channel, ...card, unfurl_links: false };
    const { channel, ts } = await call.client.chat.postMessage(message);
    return channel === undefined || ts === undefined ? null : { channel, ts };
  } catch (fault) {
    if (!(fault instanceof WebAPIPlatformError || fault instanceof WebAPIRateLimitedError)) throw fault;
    await call.respond({ response_type: 'ephemeral', replace_original: false, ...card });
    return null;
  }
}

/** Opens the form only for a person whose comment would decide something. */
async function askForComment(
  parts: CommandParts,
  call: ButtonCall,
  action: 'request changes' | 'reject',
): Promise<void> {
  const obstacle = await findDecisionObstacle(
    { ...readSeenBy(call), action },
    { ...parts.stores, clock: parts.clock, policy: await parts.policy() },
  );
  if (obstacle !== null) return tellObstacle(parts, call, obstacle);
  await openForm(parts, call, (campaign) => drawCommentForm(campaign, call.channel, action));
}

async function askForWords(parts: CommandParts, call: ButtonCall): Promise<void> {
  const why = await findRevisionObstacle(readSeenBy(call), { ...parts.stores, clock: parts.clock });
  if (why !== null) return tellOnly(call, why);
  await openEditForm(parts, call, await findCampaign(parts, String(readSeen(call.text).number), HELP));
}

function readSeenBy({ text, actor }: ButtonCall) {
  const { number, hash, version } = readSeen(text);
  return { number, actor, seenHash: hash, seenVersion: version };
}

async function openForm(
  parts: CommandParts,
  call: ButtonCall,
  draw: (campaign: Campaign) => ReturnType<typeof drawCommentForm>,
): Promise<void> {
  const campaign = await findCampaign(parts, String(readSeen(call.text).number), HELP);
  await call.client.views.open({ trigger_id: call.triggerId, view: draw(campaign) });
}
