/** After how long without an order a contact counts as having left, and the cutoffs that leave room for it. */

import { DAY } from '../domain/clock.ts';
import { type ContactHistory, EVENT, type HistoryEvent, knownSince } from '../domain/event.ts';
import { median } from '../statistics/quantile.ts';
import { countTrainingCutoffs, type NotEnoughData } from './choose-cutoffs.ts';
import type { DataSpan } from './measure-data-span.ts';

/** Three usual gaps without an order are a silence; a judgement, as any definition of leaving is where nobody gives notice. */
const USUAL_GAPS = 3;
/** With fewer gaps nobody can say what is usual. */
const MIN_GAPS = 30;

export interface Horizon {
  readonly horizonDays: number;
  /** The median of the gaps between orders that it was made of: of those that had ended before the test cutoff. */
  readonly usualGapDays: number;
}

/** The gaps between orders, gathered as histories stream by. */
export interface OrderGaps {
  /** Of a sorted, clean history: orders within a day are one occasion. */
  add(history: ContactHistory): void;
  /** The median of those that had ended by then, between orders known to be one contact's; null of too few. */
  usualDays(before: number): number | null;
}

export function gatherGaps(): OrderGaps {
  const gaps: { readonly days: number; readonly knownSince: number }[] = [];
  return {
    add({ events }) {
      let last: HistoryEvent | null = null;
      for (const event of events) {
        if (event.name !== EVENT.orderCompleted) continue;
        const days = last === null ? Number.POSITIVE_INFINITY : (event.at - last.at) / DAY;
        if (last !== null && days >= 1)
          gaps.push({ days, knownSince: Math.max(knownSince(last), knownSince(event)) });
        if (days >= 1) last = event;
      }
    },
    usualDays(before) {
      const known = gaps.filter((gap) => gap.knownSince < before).map(({ days }) => days);
      return known.length < MIN_GAPS ? null : median(known);
    },
  };
}

/** What foretells now was learnt for that: another horizon would leave nobody to compare tonight's with, and nobody to go back to. */
export interface KeptHorizon {
  readonly days: number;
  /** However far off: a person chose who foretells it, and no test has begun since. */
  readonly isChosen: boolean;
}

/** While somebody foretells, a need that is no further away than this moves nothing: a shop's usual gap wanders night by night. */
const KEPT_WITHIN_WINDOWS = 1;

/**
 * Three usual gaps, in whole outcome windows, by what was known before the test cutoff that they lead to. The longest horizon that
 * the span has room for has the earliest cutoff; from there it is shortened by a window as long as the gaps that were known by then
 * allow it. So no gap that ended from the test cutoff on has a say. One in use is kept while what it should be is within a window of
 * it, by the gaps known at its own cutoff. "Not enough data" in words where gaps or days are too few.
 */
export function chooseHorizon(
  gaps: OrderGaps,
  span: DataSpan,
  outcomeWindowDays: number,
  kept: KeptHorizon | null = null,
): Horizon | NotEnoughData {
  const windowsOf = (usual: number) => Math.max(1, Math.ceil((USUAL_GAPS * usual) / outcomeWindowDays));
  const windowMs = outcomeWindowDays * DAY;
  const most = Math.floor((Math.floor((span.end - span.start) / windowMs) - 1) / 2);
  if (kept !== null && kept.days <= most * outcomeWindowDays) {
    const usual = gaps.usualDays(span.end - kept.days * DAY);
    const isNear = (usual: number) =>
      Math.abs(windowsOf(usual) - kept.days / outcomeWindowDays) <= KEPT_WITHIN_WINDOWS;
    if (usual !== null && (kept.isChosen || isNear(usual)))
      return { horizonDays: kept.days, usualGapDays: usual };
  }
  let usualGapDays: number | null = null;
  let windows = most;
  for (; windows >= 1; windows -= 1) {
    const usual = gaps.usualDays(span.end - windows * windowMs);
    const needed = usual === null ? 0 : windowsOf(usual);
    if (usual !== null && needed <= windows) usualGapDays = usual;
    if (needed >= windows) break;
  }
  if (usualGapDays !== null) return { horizonDays: windows * outcomeWindowDays, usualGapDays };
  const usual = gaps.usualDays(span.end);
  return refuseHorizon(span, usual === null ? null : windowsOf(usual) * outcomeWindowDays, outcomeWindowDays);
}

/** `horizonDays` by all that is known, or null: only for saying what would be enough. */
function refuseHorizon(span: DataSpan, horizonDays: number | null, outcomeWindowDays: number): NotEnoughData {
  const needed = horizonDays === null ? 0 : 2 * horizonDays + outcomeWindowDays;
  const days = Math.floor((span.end - span.start) / DAY);
  if (horizonDays === null || days >= needed)
    return {
      kind: 'not-enough-data',
      reason: `Too few contacts came back${horizonDays === null ? '' : ' early enough'} to say after how long without an order one has left.`,
      enough: `It takes ${MIN_GAPS} times that somebody ordered again${horizonDays === null ? '' : ', before the moment as of which the forecasts are tested'}.`,
    };
  return {
    kind: 'not-enough-data',
    reason: `The events reach over ${days} days only.`,
    enough: `It takes ${needed} days to learn and test who leaves, who spends what and when, with ${horizonDays} days without an order taken for leaving.`,
  };
}

export interface HeadCutoffs {
  /** Oldest first, an outcome window apart; before the last ones a whole horizon is not known, only shorter labels. */
  readonly training: readonly number[];
  /** A whole horizon before the data end. */
  readonly test: number;
}

/**
 * The newest moment that a whole horizon follows is the test cutoff; nothing that happens from it on is known to what is trained.
 * Training cutoffs lie an outcome window apart before it, the newest a window, and at least one a whole horizon: there is room for
 * them where `chooseHorizon` found a horizon.
 */
export function chooseHeadCutoffs(
  span: DataSpan,
  { horizonDays, outcomeWindowDays }: { readonly horizonDays: number; readonly outcomeWindowDays: number },
): HeadCutoffs {
  const windowMs = outcomeWindowDays * DAY;
  const test = span.end - horizonDays * DAY;
  const count = Math.floor((test - span.start) / windowMs) - 1;
  const training = Array.from(
    { length: Math.min(count, countTrainingCutoffs(span, outcomeWindowDays)) },
    (_, at) => test - (at + 1) * windowMs,
  );
  // A shop with a long horizon and short windows would else be left without a whole horizon.
  const oldest = test - horizonDays * DAY;
  return { training: [...new Set([...training, oldest])].sort((a, b) => a - b), test };
}
