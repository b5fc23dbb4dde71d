/** The bot's home, drawn for whoever opens it; and what can be asked, when its messages are opened. */

import type { App } from '@slack/bolt';
import { z } from 'zod';
import { drawHome, type HomeContents } from '../src/adapters/slack/draw-home.ts';
import { type Campaign, OPEN_STATES, WAITING_STATES } from '../src/domain/campaign.ts';
import { DAY } from '../src/domain/clock.ts';
import { offerPrompts } from './answer-messages.ts';
import type { CommandParts } from './command-parts.ts';

const CAMPAIGNS = 200;
const decisionSchema = z.object({ decision: z.string() });

export function registerHome(bolt: App, parts: CommandParts): void {
  bolt.event('app_home_opened', async ({ event, client }) => {
    if (event.tab === 'messages') await offerPrompts(parts, client, event.channel);
    else
      await client.views.publish({
        user_id: event.user,
        view: drawHome(await gatherHome(parts, event.user)),
      });
  });
}

async function gatherHome(parts: CommandParts, person: string): Promise<HomeContents> {
  const { stores, clock } = parts;
  const now = clock.now();
  const open = await stores.campaigns.list(OPEN_STATES, CAMPAIGNS);
  const mayApprove = (await parts.policy()).approvers.includes(person);
  const waiting = open.filter((campaign) => waitsFor(campaign, person, mayApprove));
  const fresh = open.filter(
    ({ state, createdAt, id }) =>
      WAITING_STATES.includes(state) && now - createdAt < DAY && waiting.every((one) => one.id !== id),
  );
  const night = await stores.jobs.lastDone('nightly');
  const decision = decisionSchema.safeParse(night?.result);
  return {
    waiting,
    fresh,
    running: open.filter(({ state }) => state === 'approved' || state === 'sending' || state === 'paused'),
    champion: await stores.modelRuns.champion(),
    night:
      night === null || night.finishedAt === null
        ? null
        : { at: night.finishedAt, words: decision.success ? decision.data.decision : 'It left no report.' },
    quality: await stores.qualityReports.latest(),
    now,
  };
}

/** An approver's: what others proposed. Anybody's: their own campaign that was sent back to them. */
function waitsFor({ state, requestedBy, changedBy }: Campaign, person: string, mayApprove: boolean): boolean {
  if (state === 'draft') return requestedBy === person || changedBy === person;
  return mayApprove && WAITING_STATES.includes(state) && requestedBy !== person && changedBy !== person;
}
