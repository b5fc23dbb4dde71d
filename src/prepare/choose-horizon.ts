/** After how long without an order a contact counts as having left, and the cutoffs that leave room for it. */

import { DAY } from '../domain/clock.ts';
import { type ContactHistory, EVENT } from '../domain/event.ts';
import { median } from '../statistics/quantile.ts';
import type { NotEnoughData } from './choose-cutoffs.ts';
import type { DataSpan } from './measure-data-span.ts';

/** Three usual gaps without an order are a silence; a judgement, as any definition of leaving is where nobody gives notice. */
const USUAL_GAPS = 3;
/** With fewer gaps nobody can say what is usual. */
const MIN_GAPS = 30;
/** As many training cutoffs as for the other models. */
const MAX_TRAINING_CUTOFFS = 8;

export interface Horizon {
  readonly horizonDays: number;
  /** The median of the gaps between orders that it was made of. */
  readonly usualGapDays: number;
}

/** Gathers the gaps between orders as histories stream by. */
export function gatherGaps() {
  const gaps: number[] = [];
  return {
    /** Of a sorted, clean history: orders within a day are one occasion. */
    add({ events }: ContactHistory): void {
      let last: number | null = null;
      for (const { name, at } of events) {
        if (name !== EVENT.orderCompleted) continue;
        if (last !== null && at - last >= DAY) gaps.push((at - last) / DAY);
        if (last === null || at - last >= DAY) last = at;
      }
    },
    /** Three usual gaps, in whole outcome windows; null of too few gaps. */
    finish(outcomeWindowDays: number): Horizon | null {
      if (gaps.length < MIN_GAPS) return null;
      const usualGapDays = median(gaps);
      const windows = Math.max(1, Math.ceil((USUAL_GAPS * usualGapDays) / outcomeWindowDays));
      return { horizonDays: windows * outcomeWindowDays, usualGapDays };
    },
  };
}

export interface HeadCutoffs {
  readonly kind: 'cutoffs';
  /** Oldest first, an outcome window apart; before the last ones a whole horizon is not known, only shorter labels. */
  readonly training: readonly number[];
  /** A whole horizon before the data end. */
  readonly test: number;
}

/**
 * The newest moment that a whole horizon follows is the test cutoff; nothing that happens from it on is known to what is trained.
 * Training cutoffs lie an outcome window apart before it, the newest a window, and at least one a whole horizon.
 */
export function chooseHeadCutoffs(
  span: DataSpan,
  { horizonDays, outcomeWindowDays }: { readonly horizonDays: number; readonly outcomeWindowDays: number },
): HeadCutoffs | NotEnoughData {
  const windowMs = outcomeWindowDays * DAY;
  const test = span.end - horizonDays * DAY;
  const count = Math.floor((test - span.start) / windowMs) - 1;
  if (count * outcomeWindowDays < horizonDays) {
    const needed = 2 * horizonDays + outcomeWindowDays;
    return {
      kind: 'not-enough-data',
      reason: `The events reach over ${Math.floor((span.end - span.start) / DAY)} days only.`,
      enough: `It takes ${needed} days to learn and test who leaves, who spends what and when, with ${horizonDays} days without an order taken for leaving.`,
    };
  }
  const training = Array.from(
    { length: Math.min(count, MAX_TRAINING_CUTOFFS) },
    (_, at) => test - (at + 1) * windowMs,
  );
  // A shop with a long horizon and short windows would else be left without a whole horizon.
  const oldest = test - horizonDays * DAY;
  return { kind: 'cutoffs', training: [...new Set([...training, oldest])].sort((a, b) => a - b), test };
}
