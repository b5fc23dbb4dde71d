/** Says at the top of the page what is worth doing next, as the campaigns stand. */

import type { App } from '../../src/app.ts';
import { type Campaign, isDue } from '../../src/domain/campaign.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { StatusLine } from '../workspace-state.ts';

/** More campaigns than are begun in a workspace while somebody still wonders about them. */
const LOOKED_AT = 50;
const SEEN_ON_THE_DAY = DAY / 2;
/** For so long the strip points to what came back. */
const TOLD_DAYS = 8;

export const READY: StatusLine = {
  phase: 'ready',
  text: 'Ready. Try /predict, then /campaign.',
  suggestions: ['/predict', '/campaign', '/model'],
};

/** `happened` is what was just done, such as "7 days went by: ...". */
export async function sayNext({ stores, clock }: App, happened: string | null): Promise<StatusLine> {
  const campaigns = await stores.campaigns.list(['approved', 'sent'], LOOKED_AT);
  const next = nextStep(campaigns, clock.now());
  if (next === null) return happened === null ? READY : { ...READY, text: `Ready. ${happened}` };
  return { phase: 'ready', ...next, text: `${happened ?? 'Ready.'} ${next.text}` };
}

type Step = Pick<StatusLine, 'text' | 'suggestions'>;

function nextStep(campaigns: readonly Campaign[], now: number): Step | null {
  const newest = [...campaigns].sort((a, b) => b.number - a.number);
  const approved = newest.find((campaign) => campaign.state === 'approved');
  if (approved !== undefined) return afterApproval(approved, now);
  const sent = newest.filter(
    (campaign) => campaign.state === 'sent' && now - endOf(campaign) < TOLD_DAYS * DAY,
  );
  return sent[0] === undefined ? null : afterSending(sent[0], now);
}

function afterApproval(campaign: Campaign, now: number): Step {
  const { number, schedule } = campaign;
  const suggestions = [`/campaign ${number}`, '/campaign', '/predict'];
  if (isDue(campaign, now))
    return { text: `Campaign ${number} is about to be sent: the inbox counts what arrives.`, suggestions };
  const move = schedule === null ? '+10 minutes, or Send now on its card' : '+1 day until its time has come';
  return { text: `Campaign ${number} is approved: press ${move}.`, suggestions };
}

function afterSending(campaign: Campaign, now: number): Step {
  const { number } = campaign;
  const isFresh = now - endOf(campaign) < SEEN_ON_THE_DAY;
  return {
    text: isFresh
      ? `Campaign ${number} went out: read it in the inbox, then press +1 week.`
      : `/campaign ${number} says what came back.`,
    suggestions: [`/campaign ${number}`, '/report', '/predict'],
  };
}

function endOf({ finishedAt }: Campaign): number {
  return finishedAt ?? 0;
}
