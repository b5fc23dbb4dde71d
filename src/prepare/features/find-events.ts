/** Which events count as what, and the few look-ups that several feature families share. */

import { DAY } from '../../domain/clock.ts';
import { EMAIL_EVENT_NAMES, EVENT, type HistoryEvent } from '../../domain/event.ts';
import { NEVER_DAYS } from './feature.ts';

/** What the shop or Flywheel does to a contact, as against what the contact does. */
const NOT_ACTIVITY = new Set<string>([
  ...EMAIL_EVENT_NAMES,
  EVENT.orderRefunded,
  'identify',
  'alias',
  'group',
]);

/** True for what the contact did in the shop: pages, products, orders, reviews, and the shop's own events. */
export function isActivity(event: HistoryEvent): boolean {
  return !NOT_ACTIVITY.has(event.name);
}

/** True for activity other than an order, which may as well have come by phone or by import. */
export function isVisit(event: HistoryEvent): boolean {
  return event.name !== EVENT.orderCompleted && isActivity(event);
}

export function isOrder(event: HistoryEvent): boolean {
  return event.name === EVENT.orderCompleted;
}

/** Days from the newest matching event to the cutoff, at most NEVER_DAYS, which is also the answer for never. */
export function daysSinceLast(
  events: readonly HistoryEvent[],
  cutoff: number,
  matches: (event: HistoryEvent) => boolean,
): number {
  const last = events.findLast(matches);
  return last === undefined ? NEVER_DAYS : daysBetween(last.at, cutoff);
}

/** Days from `from` to `to`, at most NEVER_DAYS. */
export function daysBetween(from: number, to: number): number {
  return Math.min((to - from) / DAY, NEVER_DAYS);
}

/**
 * Counts matching events by kind and window in one pass from the newest backward. A window of d days before the
 * cutoff is [cutoff - d days, cutoff). `windowsDays` ascends. Kind k in window w is at k * windows + w.
 */
export function countInWindows(
  events: readonly HistoryEvent[],
  cutoff: number,
  options: {
    readonly windowsDays: readonly number[];
    readonly kinds: number;
    /** The kind's index, or -1 for an event that is not counted. */
    readonly kindOf: (event: HistoryEvent) => number;
  },
): number[] {
  const { windowsDays, kinds, kindOf } = options;
  const counts = new Array<number>(kinds * windowsDays.length).fill(0);
  let narrowest = 0;
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i]!;
    while (narrowest < windowsDays.length && cutoff - event.at > windowsDays[narrowest]! * DAY) narrowest++;
    if (narrowest === windowsDays.length) break;
    const kind = kindOf(event);
    if (kind < 0) continue;
    for (let w = narrowest; w < windowsDays.length; w++) counts[kind * windowsDays.length + w]!++;
  }
  return counts;
}
