/** Draws what a contact was worth and may be worth, when the next order is to be expected, and one "what if". */

import type { KnownBlock } from '@slack/types';
import { fields } from './card.ts';
import { type HeadsView, headFields } from './draw-heads.ts';
import { day, escapeText, money, percent, plural } from './mrkdwn.ts';

export interface OutlookView {
  readonly orders: number;
  readonly valueCents: number;
  readonly expectedCents: number | null;
  readonly next: {
    readonly at: number;
    readonly span: { readonly from: number; readonly to: number } | null;
    readonly gaps: number;
    readonly gapDays: number;
  } | null;
}

/** Less of a change is not worth a word. */
const NOTABLE_CHANGE = 0.005;

export interface OutlookPlace {
  readonly asOf: number;
  readonly currency: string;
  /** Null while no model says how likely an order is, and so nothing can be expected of a window. */
  readonly outcomeWindowDays: number | null;
  /** What is foretold besides an order; null where nothing is. */
  readonly heads: HeadsView | null;
}

export function drawOutlook(
  outlook: OutlookView,
  { asOf, currency, outcomeWindowDays, heads }: OutlookPlace,
): KnownBlock {
  const { orders, valueCents, expectedCents } = outlook;
  const foretold = heads && headFields(heads, { asOf, currency });
  const leaves = foretold?.leaves ?? null;
  return fields([
    ['Next order to be expected', foretold?.next ?? sayNext(outlook, asOf)],
    ['Value to date', `${money(valueCents, currency)} in ${plural(orders, 'order')}, less refunds`],
    ...(outcomeWindowDays === null
      ? []
      : [
          [
            `Expected within ${plural(outcomeWindowDays, 'day')}`,
            foretold?.value ?? sayExpected(expectedCents, currency),
          ] as const,
        ]),
    ...(leaves === null ? [] : [['Risk of leaving', leaves] as const]),
  ]);
}

function sayExpected(expectedCents: number | null, currency: string): string {
  return expectedCents === null
    ? 'not enough data: no order of known worth'
    : `${money(expectedCents, currency)}: the probability times the mean of the own orders`;
}

function sayNext({ next, orders }: OutlookView, asOf: number): string {
  if (next === null)
    return orders === 0
      ? 'not enough data: no order yet'
      : 'not enough data: orders on two days are needed for a rhythm';
  const rhythm = `every ${plural(Math.max(1, Math.round(next.gapDays)), 'day')} so far, the median of ${plural(next.gaps, 'gap')}`;
  const span =
    next.span === null ? '' : `; half of the gaps say ${day(next.span.from)} to ${day(next.span.to)}`;
  return next.at < asOf
    ? `was due on ${day(next.at)} (${rhythm}${span})`
    : `${day(next.at)} (${rhythm}${span})`;
}

/** One question that the model was asked: the same contact without one visit, order or click. */
export function sayWhatIf(
  whatIf: { readonly words: string; readonly now: number; readonly without: number } | null,
): string {
  if (whatIf === null) return 'Not enough data: no single visit, order or click can be left out.';
  const { words, now, without } = whatIf;
  if (Math.abs(now - without) < NOTABLE_CHANGE)
    return `No single visit, order or click decides it: without ${escapeText(words)}, which counts most, it would be ${percent(without)}.`;
  return `Would ${without < now ? 'fall' : 'rise'} from ${percent(now)} to ${percent(without)} without ${escapeText(words)}.`;
}
