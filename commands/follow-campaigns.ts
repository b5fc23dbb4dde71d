/** Keeps the cards of campaigns true while others change them: what a worker sends, a card here shows. */

import { type Campaign, ENDED_STATES, OPEN_STATES } from '../src/domain/campaign.ts';
import type { CommandParts } from './command-parts.ts';
import { mirrorTrail } from './mirror-trail.ts';
import { markCampaign, redrawSoon } from './redraw-cards.ts';

const EVERY_MS = 3_000;
const FOLLOWED = 200;
/** The newest of those that cannot change any more. */
const ENDED_FOLLOWED = 50;

export interface Follower {
  /** Looks now: has the cards redrawn of each campaign that sent something or changed its state since the last look. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts looking at the newest campaigns. Several processes may: a card that waits to be redrawn waits once. */
export function followCampaigns(parts: CommandParts, everyMs = EVERY_MS): Follower {
  const seen = new Map<string, string>();
  let isFirst = true;
  const redraw = async (campaign: Campaign): Promise<void> => {
    const now = await markCampaign(parts, campaign);
    if (seen.get(campaign.id) === now) return;
    // What was there at the first look was drawn by whoever was here before, but may not have been told.
    if (!isFirst) await redrawSoon(parts, campaign);
    await mirrorTrail(parts, campaign);
    seen.set(campaign.id, now);
  };
  const look = async (): Promise<void> => {
    const { campaigns } = parts.stores;
    const open = await campaigns.list(OPEN_STATES, FOLLOWED);
    const ended = await campaigns.list(ENDED_STATES, ENDED_FOLLOWED);
    for (const campaign of [...open, ...ended]) if (campaign.cards.length > 0) await redraw(campaign);
    isFirst = false;
  };
  let looking: Promise<void> | null = null;
  const start = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
  const startSafely = () =>
    void start().catch((err) => parts.log.error({ err }, 'campaign cards could not be kept up to date'));
  const timer = setInterval(startSafely, everyMs);
  startSafely();
  return {
    look: start,
    async stop() {
      clearInterval(timer);
      await looking?.catch(() => undefined);
    },
  };
}
