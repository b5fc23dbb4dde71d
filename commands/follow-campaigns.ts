/** Keeps the cards of campaigns true while others change them: what a worker sends, a card here shows. */

import type { WebClient } from '@slack/web-api';
import type { Campaign } from '../src/domain/campaign.ts';
import type { CommandParts } from './command-parts.ts';
import { refreshCards } from './decide-from-call.ts';

/** Slack takes about fifty changes of a message a minute; this leaves room for people's own clicks. */
const EVERY_MS = 3_000;
const FOLLOWED = 50;

export interface Follower {
  /** Looks now: redraws the cards of each campaign that sent something or changed its state since the last look. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts looking at the newest campaigns that were approved. Several processes may: a card drawn twice is the same. */
export function followCampaigns(parts: CommandParts, client: WebClient): Follower {
  const seen = new Map<string, string>();
  let isFirst = true;
  const redraw = async (campaign: Campaign): Promise<void> => {
    const { queued, sent } = await parts.stores.outbox.counts(campaign.id);
    const now = `${campaign.state} ${queued} ${sent}`;
    if (seen.get(campaign.id) === now) return;
    // What was there at the first look was drawn by whoever was here before; what is new since has only been approved.
    if (!isFirst) await refreshCards(parts, client, { campaign });
    seen.set(campaign.id, now);
  };
  const look = async (): Promise<void> => {
    const followed = await parts.stores.campaigns.list(['approved', 'sending', 'sent', 'stopped'], FOLLOWED);
    for (const campaign of followed) await redraw(campaign);
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
  const timer = setInterval(startSafely, EVERY_MS);
  startSafely();
  return {
    look: start,
    async stop() {
      clearInterval(timer);
      await looking?.catch(() => undefined);
    },
  };
}
