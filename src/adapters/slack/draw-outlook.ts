/** Draws what a contact was worth and may be worth, when the next order is to be expected, and one "what if". */

import type { KnownBlock } from '@slack/types';
import type { Score } from '../../domain/model-run.ts';
import { fields } from './card.ts';
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

export function drawOutlook({
  outlook,
  score,
  currency,
}: {
  readonly outlook: OutlookView;
  readonly score: Score;
  readonly currency: string;
}): KnownBlock {
  const { orders, valueCents, expectedCents } = outlook;
  return fields([
    ['Next order to be expected', sayNext(outlook, score.cutoff)],
    ['Value to date', `${money(valueCents, currency)} in ${plural(orders, 'order')}, less refunds`],
    [
      `Expected within ${plural(score.outcomeWindowDays, 'day')}`,
      expectedCents === null
        ? 'not enough data: no order of known worth'
        : `${money(expectedCents, currency)}: the probability times the mean of the own orders`,
    ],
  ]);
}

function sayNext({ next, orders }: OutlookView, cutoff: number): string {
  if (next === null)
    return orders === 0
      ? 'not enough data: no order yet'
      : 'not enough data: orders on two days are needed for a rhythm';
  const rhythm = `every ${plural(Math.max(1, Math.round(next.gapDays)), 'day')} so far, the median of ${plural(next.gaps, 'gap')}`;
  const span =
    next.span === null ? '' : `; half of the gaps say ${day(next.span.from)} to ${day(next.span.to)}`;
  return next.at < cutoff
    ? `was due on ${day(next.at)} (${rhythm}${span})`
    : `${day(next.at)} (${rhythm}${span})`;
}

/** One question that the model was asked: the same contact without one visit, order or click. */
export function sayWhatIf(
  whatIf: { readonly words: string; readonly now: number; readonly without: number } | null,
): string {
  if (whatIf === null) return 'Not enough data: there is no visit, order or click to leave out.';
  const { words, now, without } = whatIf;
  if (Math.abs(now - without) < NOTABLE_CHANGE)
    return `No single visit, order or click decides it: without ${escapeText(words)}, which counts most, it would be ${percent(without)}.`;
  return `Would ${without < now ? 'fall' : 'rise'} from ${percent(now)} to ${percent(without)} without ${escapeText(words)}.`;
}
