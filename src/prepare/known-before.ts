/** What was known of a contact as of a cutoff: that something happened before it is not enough, if nobody knew whose it was. */

import { type HistoryEvent, knownSince } from '../domain/event.ts';
import { countBefore } from './count-before.ts';

/** The events of a sorted history that happened strictly before `cutoff`, and were by then known to be this contact's. */
export function knownBefore(events: readonly HistoryEvent[], cutoff: number): readonly HistoryEvent[] {
  return events.slice(0, countBefore(events, cutoff)).filter((event) => knownSince(event) < cutoff);
}

/** Whether there are any: whether the contact was known as of `cutoff`. */
export function wasKnown(events: readonly HistoryEvent[], cutoff: number): boolean {
  for (const event of events) {
    if (event.at >= cutoff) return false;
    if (knownSince(event) < cutoff) return true;
  }
  return false;
}
