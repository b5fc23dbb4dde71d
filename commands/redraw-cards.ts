/** Has the cards of a campaign drawn anew: when it is their turn, and at once where what was drawn was overtaken. */

import { type Campaign, isDue } from '../src/domain/campaign.ts';
import type { CommandParts } from './command-parts.ts';

/** What a card shows and others change, in short: when two marks differ, what was drawn under the first is out of date. */
export async function markCampaign(
  { stores, clock }: Pick<CommandParts, 'stores' | 'clock'>,
  campaign: Campaign,
): Promise<string> {
  const messages = Object.values(await stores.outbox.counts(campaign.id));
  const { state, version, startsAt, decision } = campaign;
  // Undo and Send now leave the card when their minutes are over, though nothing may have been sent yet.
  const due = isDue(campaign, clock.now());
  return [state, version, startsAt, due, decision?.action, decision?.at, ...messages].join(' ');
}

/** When it is each card's turn: Slack takes one message a second in a channel. */
export async function redrawSoon(
  { saySoon }: Pick<CommandParts, 'saySoon'>,
  { number, cards }: Campaign,
): Promise<void> {
  for (const { channel, ts } of cards)
    await saySoon({ channel, content: { kind: 'card', campaignNumber: number, ts } });
}

/**
 * For after Slack took what was drawn: that may have been long after, since it makes us wait when it was told much, and what others
 * drew meanwhile is then covered by what is older.
 */
export async function redrawIfOvertaken(
  parts: Pick<CommandParts, 'stores' | 'clock' | 'saySoon'>,
  { id }: Campaign,
  markThen: string,
): Promise<void> {
  const now = await parts.stores.campaigns.byId(id);
  if (now !== null && (await markCampaign(parts, now)) !== markThen) await redrawSoon(parts, now);
}
