/** Where in a sorted history the past ends. */

import type { HistoryEvent } from '../domain/event.ts';
import { findFirst } from '../statistics/find-first.ts';

/** How many events of a sorted history happened strictly before `cutoff`. */
export function countBefore(events: readonly HistoryEvent[], cutoff: number): number {
  return findFirst(events.length, (at) => events[at]!.at >= cutoff);
}
