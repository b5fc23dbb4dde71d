/** What one contact was worth and may be worth, when the next order is to be expected, and what to do about it. */

import { DAY } from '../domain/clock.ts';
import type { Reachability } from '../domain/contact.ts';
import { REST_DAYS } from '../domain/message.ts';
import { median, quantile } from '../statistics/quantile.ts';
import { gapsBetween } from './gaps-between.ts';
import { sayDate, sayDays } from './say.ts';
import type { PurchaseSummary } from './summarise-purchases.ts';

/** With fewer gaps nobody can say how regular they are. */
const GAPS_FOR_SPAN = 4;
const ABOUT_TO_BUY = 3;

export interface Outlook {
  readonly orders: number;
  /** Orders less refunds, as far as their worth is known. */
  readonly valueCents: number;
  /** What is to be expected within the outcome window: the probability times the mean of the own orders; null without either. */
  readonly expectedCents: number | null;
  readonly next: NextOrder | null;
}

export interface NextOrder {
  /** The last order plus the median of the own gaps. */
  readonly at: number;
  /** Where half of the own gaps would put it; null with too few gaps. */
  readonly span: { readonly from: number; readonly to: number } | null;
  readonly gaps: number;
  readonly gapDays: number;
}

/** `summary` is null when nothing is known before the cutoff, the probability while no model says one. */
export function foreseeContact(
  summary: PurchaseSummary | null,
  conversionProbability: number | null,
): Outlook {
  const orders = summary?.orders ?? [];
  const values = orders.flatMap(({ amountCents }) => amountCents ?? []);
  const valueCents = values.reduce((sum, cents) => sum + cents, 0);
  return {
    orders: orders.length,
    valueCents,
    expectedCents:
      values.length === 0 || conversionProbability === null
        ? null
        : Math.round((conversionProbability * valueCents) / values.length),
    next: foreseeNext(orders.map(({ at }) => at)),
  };
}

function foreseeNext(times: readonly number[]): NextOrder | null {
  const last = times.at(-1);
  const gaps = gapsBetween(times);
  if (last === undefined || gaps.length === 0) return null;
  const gapDays = median(gaps);
  const at = (days: number) => last + Math.round(days * DAY);
  const span =
    gaps.length < GAPS_FOR_SPAN ? null : { from: at(quantile(gaps, 0.25)), to: at(quantile(gaps, 0.75)) };
  return { at: at(gapDays), span, gaps: gaps.length, gapDays };
}

export interface ActionFacts {
  readonly outlook: Outlook;
  readonly reachability: Reachability;
  readonly mailedAt: number | null;
  /** An open campaign that has the contact in its audience, in words, or null. */
  readonly campaign: string | null;
  /** Beside the base rate; null while no model says it. */
  readonly likelihood: { readonly conversionProbability: number; readonly baseRate: number } | null;
  readonly nextProduct: string | null;
  /** Whether it is like contacts that bought less when they were e-mailed. */
  readonly leftAlone: boolean;
  readonly today: number;
}

/** The best next action by fixed rules, the first that applies; the sentence says which and why. */
export function adviseNext(facts: ActionFacts): string {
  const { outlook, reachability, mailedAt, campaign, likelihood, today } = facts;
  if (campaign !== null) return campaign;
  if (reachability !== 'mailable') return `No e-mail may be sent (${reachability}). ${MEND[reachability]}`;
  if (facts.leftAlone)
    return 'Leave alone: customers like this one bought less when they were e-mailed. /model says how sure that is.';
  if (mailedAt !== null && today - mailedAt < REST_DAYS * DAY)
    return `Leave alone until ${sayDate(mailedAt + REST_DAYS * DAY)}: the last e-mail was sent on ${sayDate(mailedAt)}.`;
  const show = facts.nextProduct === null ? '' : ` If you write, show ${facts.nextProduct}.`;
  if (likelihood !== null && likelihood.conversionProbability >= ABOUT_TO_BUY * likelihood.baseRate)
    return `Give no discount: an order is likely by itself, at ${ABOUT_TO_BUY} times the base rate or more.${show}`;
  const { next } = outlook;
  if (next !== null && next.at < today && !expectsOrder(likelihood))
    return `Win back: by its own rhythm an order was due on ${sayDate(next.at)}, ${sayDays((today - next.at) / DAY)} ago${likelihood === null ? '' : ', and the model expects none'}.${show}`;
  return `Nothing urgent: no order is overdue${likelihood === null ? '' : ', and none is about to come'}.${show}`;
}

function expectsOrder(likelihood: ActionFacts['likelihood']): boolean {
  return likelihood !== null && likelihood.conversionProbability >= likelihood.baseRate;
}

const MEND: Readonly<Record<Exclude<Reachability, 'mailable'>, string>> = {
  'no address': 'Ask for an address and a consent with the next order.',
  'no consent': 'Ask for consent with the next order.',
  suppressed: 'It stays so until the contact says otherwise.',
  'same address as another': 'Another contact has the same address and gets the e-mails.',
};
