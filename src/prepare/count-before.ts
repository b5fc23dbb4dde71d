/** Where in a sorted history the past ends. */

import type { HistoryEvent } from '../domain/event.ts';

/** How many events of a sorted history happened strictly before `cutoff`. */
export function countBefore(events: readonly HistoryEvent[], cutoff: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events[middle]!.at < cutoff) low = middle + 1;
    else high = middle;
  }
  return low;
}
