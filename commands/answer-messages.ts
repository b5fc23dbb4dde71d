/** The bot's own tab: whoever writes to it is answered in the thread, by the same rules as the commands. */

import type { App } from '@slack/bolt';
import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type Card, section, toCard } from '../src/adapters/slack/card.ts';
import { readTyped } from '../src/adapters/slack/mrkdwn.ts';
import type { Campaign } from '../src/domain/campaign.ts';
import { AppError } from '../src/errors.ts';
import { type Answer, type CommandCall, wordsFor } from './answer.ts';
import { answerAudience } from './audience.ts';
import { listCampaigns } from './campaign.ts';
import type { CommandParts } from './command-parts.ts';
import { decideByWord } from './decide-by-word.ts';
import { draftFromBrief } from './draft-campaign.ts';
import { findCampaign } from './find-campaign.ts';
import { mirrorTrail } from './mirror-trail.ts';
import { answerModel } from './model.ts';
import { answerPredict } from './predict.ts';
import { type Request, readRequest } from './read-request.ts';
import { markCampaign, redrawIfOvertaken } from './redraw-cards.ts';
import { answerReport } from './report.ts';
import { drawCampaignNow } from './view-campaign.ts';

/** What can be tried with one click, and what somebody is offered who was not understood. The manifest has the same. */
export const PROMPTS = [
  { title: 'Who will buy next?', message: 'predict' },
  { title: 'What waits for me?', message: 'campaigns' },
  { title: 'How did we do?', message: 'report' },
];
const HELP =
  'Write to me as you would to a colleague:\n• `predict`, or `predict jane@example.com`\n• `who will buy lavender soy candles`\n• `campaigns`, `campaign 12`, or `pause campaign 12`\n• `audience ordered candles in the last 90 days and not in the last 30 days`\n• `win back lapsed candle buyers, 10 % off, before Friday`\n• `report`, or `report 12`\n• `model`\nEverything is also a command: `/predict`, `/campaign`, `/audience`, `/report`, `/model`.';

const messageSchema = z.object({
  channel: z.string(),
  channel_type: z.literal('im'),
  user: z.string(),
  text: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  // What bots and Slack itself say, edits and deletions are nothing to answer.
  subtype: z.undefined().optional(),
  bot_id: z.undefined().optional(),
});

export function registerMessages(bolt: App, parts: CommandParts): void {
  bolt.event('message', async ({ event, client }) => {
    const message = messageSchema.safeParse(event);
    if (message.success) await answerMessage(parts, client, message.data);
  });
}

/** Offers what can be asked, when somebody opens the bot's messages. */
export async function offerPrompts(parts: CommandParts, client: WebClient, channel: string): Promise<void> {
  try {
    await client.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts: PROMPTS });
  } catch (err) {
    // A workspace without agents has no place for them.
    parts.log.error({ err }, 'suggested prompts could not be shown');
  }
}

async function answerMessage(
  parts: CommandParts,
  client: WebClient,
  { channel, ts, thread_ts: inThread, text, user }: z.infer<typeof messageSchema>,
): Promise<void> {
  const thread = inThread ?? ts;
  await showThinking(parts, client, { channel, thread });
  const request = readRequest(readTyped(text));
  if (request.kind === 'decide')
    return decide(parts, { text: request.text, actor: user, channel, thread, client });
  const { card, seen } = await answerSafely(parts, request);
  const posted = await post(parts, client, { channel, thread, card });
  if (seen !== null && posted !== null) await followCard(parts, seen, { ...posted, thread });
  if (request.kind === 'unknown') await offerPrompts(parts, client, channel);
}

/** Null where Slack asks us to wait: it is said when it is its turn. */
async function post(
  { saySoon }: CommandParts,
  client: WebClient,
  { channel, thread, card }: { readonly channel: string; readonly thread: string; readonly card: Card },
) {
  try {
    return await client.chat.postMessage({ channel, thread_ts: thread, ...card, unfurl_links: false });
  } catch (fault) {
    if (!(fault instanceof WebAPIRateLimitedError)) throw fault;
    await saySoon({ channel, content: { kind: 'message', ...card, threadTs: thread } });
    return null;
  }
}

async function showThinking(
  parts: CommandParts,
  client: WebClient,
  { channel, thread }: { readonly channel: string; readonly thread: string },
): Promise<void> {
  try {
    await client.assistant.threads.setStatus({
      channel_id: channel,
      thread_ts: thread,
      status: 'is looking…',
    });
  } catch (err) {
    parts.log.error({ err }, 'the status could not be shown');
  }
}

/** By the same word, with the same rights and the same answers as the command. */
async function decide(
  parts: CommandParts,
  { thread, ...call }: Omit<CommandCall, 'respond'> & { readonly thread: string },
): Promise<void> {
  const { client, channel } = call;
  const tell = (words: string) => post(parts, client, { channel, thread, card: say(words) });
  const respond: CommandCall['respond'] = async (message) => {
    await tell(typeof message === 'string' ? message : (message.text ?? ''));
    return new Response();
  };
  try {
    await decideByWord(parts, { ...call, respond });
  } catch (fault) {
    await tell(wordsFor(parts, fault));
  }
}

interface SafeAnswer {
  readonly card: Card;
  /** The campaign whose card it is, as it was before that was drawn. */
  readonly seen: SeenCampaign | null;
}

async function answerSafely(parts: CommandParts, request: Asked): Promise<SafeAnswer> {
  try {
    const seen = request.kind === 'campaign' ? await lookAt(parts, request.text) : null;
    const { charts: _, ...card } = await answer(parts, request);
    return { card, seen };
  } catch (fault) {
    return { card: say(wordsFor(parts, fault)), seen: null };
  }
}

/** What is only answered. */
type Asked = Exclude<Request, { readonly kind: 'decide' }>;

async function answer(parts: CommandParts, request: Asked): Promise<Answer> {
  switch (request.kind) {
    case 'predict':
      return predict(parts, request.text);
    case 'audience':
      return answerAudience(parts, request.text);
    case 'brief':
      return draftFromBrief(parts, request.text);
    case 'report':
      return answerReport(parts, request.text);
    case 'campaign':
      return drawCampaignNow(parts, await findCampaign(parts, request.text, HELP));
    case 'campaigns':
      return listCampaigns(parts);
    case 'model':
      return answerModel(parts);
    case 'help':
      return say(HELP);
    case 'unknown':
      return say(
        `I did not understand that. Perhaps one of these?\n${PROMPTS.map(({ title, message }) => `• ${title} Write \`${message}\`.`).join('\n')}\nOr write \`help\`.`,
      );
  }
}

/** A contact, else a product: in plain words nobody says which. */
async function predict(parts: CommandParts, text: string): Promise<Answer> {
  try {
    return await answerPredict(parts, text);
  } catch (fault) {
    const isUnknown = fault instanceof AppError && fault.code === 'not_found';
    if (!isUnknown || text.includes('@') || /^product\b/i.test(text)) throw fault;
    return answerPredict(parts, `product ${text}`);
  }
}

interface SeenCampaign {
  readonly campaign: Campaign;
  readonly mark: string;
}

/** The campaign that is asked for, before its card is drawn. */
async function lookAt(parts: CommandParts, number: string): Promise<SeenCampaign> {
  const campaign = await findCampaign(parts, number, HELP);
  return { campaign, mark: await markCampaign(parts, campaign) };
}

/** The card in the thread is kept up to date like any other, and its history told below it. */
async function followCard(
  parts: CommandParts,
  { campaign, mark }: SeenCampaign,
  { channel, ts, thread }: { readonly channel?: string; readonly ts?: string; readonly thread: string },
): Promise<void> {
  if (channel === undefined || ts === undefined) return;
  const card = { channel, ts, threadTs: thread };
  await parts.stores.campaigns.addCard(campaign.id, card);
  await redrawIfOvertaken(parts, campaign, mark);
  await mirrorTrail(parts, { ...campaign, cards: [card] });
}

function say(text: string): Card {
  return toCard(text, [section(text)]);
}
