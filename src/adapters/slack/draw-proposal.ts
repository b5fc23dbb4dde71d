/** Draws what a campaign asks for: its goal, whom it reaches, what it is expected to bring and cost, and what an approval changes. */

import type { KnownBlock } from '@slack/types';
import { type Campaign, ENDED_STATES, WAITING_STATES } from '../../domain/campaign.ts';
import type { OfferUsage } from '../../domain/offer.ts';
import type { Estimate, StrategyKind } from '../../domain/strategy.ts';
import { context, fields } from './card.ts';
import { count, day, money, oneLine, plural, range } from './mrkdwn.ts';

export interface ProposalFigures {
  readonly holdout: number;
  readonly offer: (OfferUsage & { readonly name: string; readonly validTo: number }) | null;
  /** In cents; null when there is no offer or nobody knows what it costs, such as free shipping. */
  readonly discountCents: Estimate | null;
}

const GOALS: Readonly<Record<StrategyKind, string>> = {
  'win back': 'Customers who fell silent order again',
  'cross-sell': 'Customers order something that goes with what they have',
  replenish: 'Customers restock in time',
  nurture: 'Contacts who looked around place an order',
};

export function drawProposal(campaign: Campaign, figures: ProposalFigures): KnownBlock {
  const { strategy } = campaign;
  const { expectedOrders, expectedRevenueCents, currency, outcomeWindowDays } = strategy;
  const orders = (value: number) => value.toFixed(1);
  const revenue = (value: number) => money(value, currency);
  return fields([
    ['Goal', `${GOALS[strategy.kind]}, within ${plural(outcomeWindowDays, 'day')}`],
    ['Audience', sayAudience(campaign, figures)],
    [`Expected orders within ${outcomeWindowDays} days`, sayEstimate(expectedOrders, orders)],
    ['Expected revenue', sayEstimate(expectedRevenueCents, revenue)],
    ['How sure', sayHowSure(campaign, figures)],
    ['Cost', sayCost(campaign, figures)],
  ]);
}

/** Only while somebody still can approve it. */
export function drawConsequence(
  { state, audienceSize, copyB }: Campaign,
  { holdout, offer }: ProposalFigures,
): KnownBlock[] {
  if (!WAITING_STATES.includes(state)) return [];
  const mailed = audienceSize - holdout;
  const wordings = copyB === null ? '' : ', about half of them in each wording';
  const coupons =
    offer === null
      ? ''
      : ` ${plural(mailed, 'coupon')} of “${oneLine(offer.name)}” ${mailed === 1 ? 'is' : 'are'} promised until ${day(offer.validTo - 1)}.`;
  return [
    context(
      `*If you approve:* ${plural(mailed, 'contact')} ${mailed === 1 ? 'gets' : 'get'} one e-mail${wordings}; whoever unsubscribes before gets none.${coupons} Nothing else changes.`,
    ),
  ];
}

/** Who gets it, and everybody who fits and does not, by reason. */
function sayAudience(
  { strategy, audienceSize, sendStartedAt, state }: Campaign,
  { holdout }: ProposalFigures,
): string {
  const unsent = ENDED_STATES.includes(state) ? 'would have been mailed' : 'will be mailed';
  const verb = sendStartedAt === null ? unsent : 'are in it';
  const left = [
    ...Object.entries(strategy.counts.unmailable),
    ['e-mailed lately or about to be', strategy.resting ?? 0] as const,
    ['like customers who bought less when e-mailed (`/model`)', strategy.leftAlone ?? 0] as const,
  ].filter(([, number]) => number > 0);
  const lines = [`${plural(audienceSize - holdout, 'contact')} ${verb}`];
  if (holdout > 0) lines.push(`• ${count(holdout)} held out by chance, to measure what the e-mail adds`);
  lines.push(...left.map(([reason, number]) => `• ${count(number)} left out: ${reason}`));
  return lines.join('\n');
}

function sayHowSure({ strategy: { addedOrders } }: Campaign, { holdout }: ProposalFigures): string {
  if (addedOrders === undefined) {
    const measure =
      holdout === 0
        ? 'and too few get this one to measure it'
        : `and the ${count(holdout)} held out of this one will tell`;
    return `Part of these orders would come anyway. What the e-mail itself adds was never measured, ${measure}.`;
  }
  const { value, low, high } = addedOrders;
  const added = `${value.toFixed(1)} orders (${range(low.toFixed(1), high.toFixed(1))})`;
  return low > 0
    ? `Fairly sure that it helps: measured on earlier ones, the e-mail itself adds ${added}.`
    : `Not sure that it helps: measured on earlier ones, the e-mail itself adds ${added}, which may be chance.`;
}

function sayCost(
  { strategy, audienceSize }: Campaign,
  { holdout, offer, discountCents }: ProposalFigures,
): string {
  const mails = plural(audienceSize - holdout, 'e-mail');
  if (offer === null) return `${mails}; no discount`;
  const usage =
    offer.issued === 0
      ? ''
      : ` (${count(offer.issued)} coupons issued so far, ${count(offer.redeemed)} redeemed)`;
  const coupons = `${mails}, each with a coupon of “${oneLine(offer.name)}”${usage}`;
  if (discountCents === null) return `${coupons}; what one costs you is not known here`;
  const write = (value: number) => money(value, strategy.currency);
  return `${coupons}: about ${sayEstimate(discountCents, write)} of discount, if every expected order uses it`;
}

function sayEstimate({ value, low, high }: Estimate, write: (value: number) => string): string {
  return `${write(value)} (${range(write(low), write(high))})`;
}
