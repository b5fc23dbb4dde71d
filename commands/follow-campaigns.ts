/** Keeps the cards of campaigns true while others change them: what a worker sends, a card here shows. */

import type { Campaign } from '../src/domain/campaign.ts';
import type { CommandParts } from './command-parts.ts';

const EVERY_MS = 3_000;
const FOLLOWED = 50;

export interface Follower {
  /** Looks now: has the cards redrawn of each campaign that sent something or changed its state since the last look. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts looking at the newest campaigns that were approved. Several processes may: a card that waits to be redrawn waits once. */
export function followCampaigns(parts: CommandParts): Follower {
  const seen = new Map<string, string>();
  let isFirst = true;
  const redraw = async (campaign: Campaign): Promise<void> => {
    const { queued, sent } = await parts.stores.outbox.counts(campaign.id);
    const now = `${campaign.state} ${queued} ${sent}`;
    if (seen.get(campaign.id) === now) return;
    // What was there at the first look was drawn by whoever was here before; what is new since has only been approved.
    if (!isFirst) await redrawSoon(parts, campaign);
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

/** When it is each card's turn: Slack takes one message a second in a channel. */
async function redrawSoon({ saySoon }: CommandParts, { number, cards }: Campaign): Promise<void> {
  for (const { channel, ts } of cards)
    await saySoon({ channel, content: { kind: 'card', campaignNumber: number, ts } });
}
