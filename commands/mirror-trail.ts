/** Tells each line of a campaign's audit trail once in the thread of each of its cards, whoever restarts in between. */

import { drawTrail } from '../src/adapters/slack/draw-trail.ts';
import { type Campaign, type CampaignCard, type CampaignDecision, threadOf } from '../src/domain/campaign.ts';
import { MINUTE } from '../src/domain/clock.ts';
import type { CommandParts } from './command-parts.ts';

/** Longer than it takes to keep a post; who died over it is then taken over from. */
const LEASE = MINUTE;

type MirrorParts = Pick<CommandParts, 'stores' | 'clock' | 'saySoon'>;

/** Keeps what is new to be posted. Repeatable, and safe beside other processes. */
export async function mirrorTrail(parts: MirrorParts, campaign: Campaign): Promise<void> {
  if (campaign.cards.length === 0) return;
  const trail = await parts.stores.campaigns.decisions(campaign.id);
  for (const card of campaign.cards) await mirrorTo(parts, { campaign, card, trail });
}

interface Mirroring {
  readonly campaign: Campaign;
  readonly card: CampaignCard;
  readonly trail: readonly CampaignDecision[];
}

async function mirrorTo(
  { stores: { tellings }, clock, saySoon }: MirrorParts,
  { campaign, card, trail }: Mirroring,
): Promise<void> {
  const { channel } = card;
  const threadTs = threadOf(card);
  const keys = trail.map((_, position) => `trail ${campaign.id} ${channel}/${threadTs} ${position}`);
  const now = clock.now();
  const open = await tellings.open(keys, now);
  const claimed = await tellings.claim(open, { now, leaseUntil: now + LEASE });
  if (claimed.length === 0) return;
  const text = drawTrail(
    campaign.number,
    claimed.map((key) => trail[keys.indexOf(key)]!),
  );
  await saySoon({ channel, content: { kind: 'message', text, threadTs } });
  await tellings.finish(claimed, clock.now());
}
