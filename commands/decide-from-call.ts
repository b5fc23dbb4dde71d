/** Carries a person's decision to the campaign and tells everybody who sees its card. */

import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Card } from '../src/adapters/slack/card.ts';
import type { SeenCampaign } from '../src/adapters/slack/draw-lifecycle.ts';
import { escapeText, person } from '../src/adapters/slack/mrkdwn.ts';
import { decideCampaign } from '../src/approve/decide-campaign.ts';
import type { DecidingAction } from '../src/approve/deciding-action.ts';
import type { Obstacle } from '../src/approve/find-obstacle.ts';
import type { Campaign } from '../src/domain/campaign.ts';
import { AppError } from '../src/errors.ts';
import { afterwards } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { mirrorTrail } from './mirror-trail.ts';
import { markCampaign, redrawIfOvertaken } from './redraw-cards.ts';
import { drawCampaignNow } from './view-campaign.ts';

const seenSchema = z.object({
  number: z.number().int(),
  hash: z.string(),
  version: z.number().int(),
  sender: z.string().optional(),
});

const DONE: Readonly<Record<DecidingAction, string>> = {
  approve: 'approved',
  undo: 'took back the approval of',
  'send now': 'let us send at once',
  'request changes': 'asked for changes to',
  reject: 'rejected',
  pause: 'paused',
  resume: 'resumed',
  stop: 'stopped',
};

/** What a button carries. Throws `invalid` on anything else, which Slack never sends. */
export function readSeen(value: string): SeenCampaign {
  try {
    return seenSchema.parse(JSON.parse(value));
  } catch (cause) {
    throw new AppError(
      'invalid',
      'This button is of an older kind: open the campaign again with `/campaign`.',
      { cause },
    );
  }
}

export interface DecisionCall {
  /** What the button or form carried. */
  readonly text: string;
  readonly actor: string;
  /** Where it was clicked or the form was opened. */
  readonly channel: string;
  readonly client: WebClient;
  /** Draws the card anew that was clicked, where only that person sees it. */
  readonly redraw?: ((card: Card) => Promise<unknown>) | null;
  /** Tells only the person who clicked. */
  readonly respond: (message: {
    readonly response_type: 'ephemeral';
    readonly replace_original: false;
    readonly text: string;
  }) => Promise<unknown>;
}

export interface Decision {
  readonly action: DecidingAction;
  readonly comment: string | null;
  /** Whether the person is told also when cards show it, as whoever typed a command may see none. */
  readonly answers?: boolean;
}

export async function decideFromCall(
  parts: CommandParts,
  call: DecisionCall,
  { action, comment, answers = false }: Decision,
): Promise<void> {
  const seen = readSeen(call.text);
  const result = await decideCampaign(
    {
      number: seen.number,
      action,
      actor: call.actor,
      comment,
      seenHash: seen.hash,
      seenVersion: seen.version,
      seenSender: seen.sender,
    },
    {
      campaigns: parts.stores.campaigns,
      clock: parts.clock,
      policy: await parts.policy(),
      lookOver: parts.preflight,
    },
  );
  if (result.kind !== 'decided') return tellObstacle(parts, call, result);
  const { campaign } = result;
  const done = `You ${DONE[action]} campaign ${seen.number}.`;
  await afterwards(parts, done, async () => {
    const dueAt = nextDelivery(campaign, parts.clock.now());
    if (dueAt !== null) await parts.deliverAt(dueAt);
    await refreshFor(parts, call, campaign);
  });
  if (answers || !showsCard(call, campaign)) await tellOnly(call, done);
}

/** When there may be something to send; the clock looks each minute, so this is only for not having to wait for it. */
function nextDelivery({ state, startsAt }: Campaign, now: number): number | null {
  if (state === 'sending') return now;
  return state === 'approved' ? startsAt : null;
}

/** Tells the person who clicked, and nobody else, why nothing was decided or by whom it was; and redraws a stale card. */
export async function tellObstacle(
  parts: CommandParts,
  call: DecisionCall,
  obstacle: Obstacle,
): Promise<void> {
  if (obstacle.kind === 'refused') {
    await tellOnly(call, escapeText(obstacle.why));
    // Looked over just now: the cards say what was found.
    if (obstacle.reason === 'not fit') await redrawNow(parts, call);
    return;
  }
  const { by, did, ago, campaign } = obstacle;
  await tellOnly(call, `Nothing was changed: ${person(by)} ${did} ${ago}.`);
  await refreshFor(parts, call, campaign);
}

async function redrawNow(parts: CommandParts, call: DecisionCall): Promise<void> {
  const campaign = await parts.stores.campaigns.get(readSeen(call.text).number);
  if (campaign !== null) await refreshFor(parts, call, campaign);
}

/** Whether a card that is kept up to date stands where the person is: it is their answer, and they are told nothing else. */
export function showsCard(
  { channel, redraw }: Pick<DecisionCall, 'channel' | 'redraw'>,
  { cards }: Campaign,
): boolean {
  return !redraw && cards.some((card) => card.channel === channel);
}

/** Every copy, and the one that was clicked where only that person sees it. */
async function refreshFor(parts: CommandParts, call: DecisionCall, campaign: Campaign): Promise<void> {
  await refreshCards(parts, call.client, { campaign });
  if (call.redraw) await call.redraw(await drawCampaignNow(parts, campaign));
}

export async function tellOnly({ respond }: Pick<DecisionCall, 'respond'>, text: string): Promise<void> {
  await respond({ response_type: 'ephemeral', replace_original: false, text });
}

/** Redraws every copy of the campaign's card, and tells what is new of its trail in the thread of each. */
export async function refreshCards(
  parts: CommandParts,
  client: WebClient,
  { campaign }: { readonly campaign: Campaign },
): Promise<void> {
  const mark = await markCampaign(parts, campaign);
  const card = await drawCampaignNow(parts, campaign);
  for (const { channel, ts } of campaign.cards) {
    try {
      await client.chat.update({ channel, ts, ...card });
    } catch (fault) {
      // A decision stands whatever Slack says of its card: too many changes of late, or no such card any more.
      parts.log.error({ err: fault, channel }, 'a campaign card could not be redrawn at once');
      await parts.saySoon({ channel, content: { kind: 'card', campaignNumber: campaign.number, ts } });
    }
  }
  await redrawIfOvertaken(parts, campaign, mark);
  await mirrorTrail(parts, campaign);
}
