/** What became of a contact after a cutoff, besides whether it ordered: left, what it spent, when it ordered next. */

import { DAY } from '../domain/clock.ts';
import { type ContactHistory, EVENT } from '../domain/event.ts';
import { knownBefore } from './known-before.ts';
import { keptOrders } from './label-outcome.ts';

/** NaN where a label is not known, or does not apply. */
export interface FutureLabels {
  /** Whether it ordered within the outcome window: 1 or 0. */
  readonly bought: number;
  /** What it spent on these orders, less what of them was refunded within the window; 0 without an order. */
  readonly valueCents: number;
  /** 1 for who had ordered before and does not within the horizon; NaN for who had not. */
  readonly leaves: number;
  /** Of who had ordered before: days to the next order, or for how long none is known to have come. */
  readonly nextOrderDays: number;
  /** 1 where that order came, 0 where the days end because nobody knows more or the horizon is over (censored). */
  readonly ordered: number;
}

export interface FutureOptions {
  readonly outcomeWindowDays: number;
  /** Who does not order for so long after a cutoff has left. */
  readonly horizonDays: number;
  /** What happens from here on must not be known: a later set's outcomes, or the future. Epoch milliseconds. */
  readonly knownUntil: number;
}

/**
 * Labels of a sorted history, read from [cutoff, knownUntil) alone. A whole window or horizon has to lie before `knownUntil`, or
 * the label is NaN: who ordered early in a horizon that is not over would be known for a stayer, and nobody for a leaver. Days
 * to the next order are followed for as long as the horizon. Orders count as of before where they were known to be the contact's. An order that is refunded in whole while it is looked for does not count.
 */
export function labelFuture(
  history: ContactHistory,
  cutoff: number,
  { outcomeWindowDays, horizonDays, knownUntil }: FutureOptions,
): FutureLabels {
  const windowEnd = cutoff + outcomeWindowDays * DAY;
  const horizonEnd = cutoff + horizonDays * DAY;
  const spent = windowEnd > knownUntil ? null : [...keptOrders(history, cutoff, windowEnd)];
  const before = knownBefore(history.events, cutoff);
  const window = {
    bought: spent === null ? Number.NaN : Number(spent.length > 0),
    // What one order is worth is not known, so neither is the sum.
    valueCents: spent?.reduce((sum, { cents }) => sum + (cents ?? Number.NaN), 0) ?? Number.NaN,
  };
  if (!before.some(({ name }) => name === EVENT.orderCompleted))
    return { ...window, leaves: Number.NaN, nextOrderDays: Number.NaN, ordered: Number.NaN };
  const until = Math.min(horizonEnd, knownUntil);
  const { value: next } = keptOrders(history, cutoff, until).next();
  return {
    ...window,
    leaves: horizonEnd > knownUntil ? Number.NaN : Number(next === undefined),
    nextOrderDays: ((next?.at ?? until) - cutoff) / DAY,
    ordered: Number(next !== undefined),
  };
}
