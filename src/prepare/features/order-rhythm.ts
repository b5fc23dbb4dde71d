/** Order rhythm: how far apart the contact's orders are, and how far into the next gap it is. */

import { DAY } from '../../domain/clock.ts';
import type { HistoryEvent } from '../../domain/event.ts';
import { type Feature, NEVER_DAYS } from './feature.ts';
import { isOrder } from './find-events.ts';
import { sayDays } from './words.ts';

/** Ten usual gaps without an order and a hundred mean the same. */
const MAX_RATIO = 10;

export const orderRhythm: Feature = {
  columns: [
    {
      name: 'hasOrderRhythm',
      title: 'whether orders repeat',
      describe: (flag) => (flag > 0 ? 'orders repeatedly' : 'has not ordered on two occasions'),
    },
    {
      name: 'meanOrderGapDays',
      title: 'usual gap between orders',
      describe: (days) =>
        days >= NEVER_DAYS ? 'no usual gap between orders' : `orders every ${sayDays(days)} or so`,
    },
    {
      name: 'orderGapRatio',
      title: 'time since the last order in usual gaps',
      describe: (ratio) =>
        ratio > 0
          ? `${ratio >= MAX_RATIO ? `over ${MAX_RATIO}` : ratio.toFixed(1)} times the usual gap since the last order`
          : 'no usual gap to compare with',
    },
  ],
  /** With fewer than two occasions: no rhythm, a gap of NEVER_DAYS, a ratio of 0. */
  compute(events, cutoff) {
    const { count, firstAt, lastAt } = findOccasions(events);
    if (count < 2) return [0, NEVER_DAYS, 0];
    const gap = (lastAt - firstAt) / (count - 1);
    return [1, Math.min(gap / DAY, NEVER_DAYS), Math.min((cutoff - lastAt) / gap, MAX_RATIO)];
  },
};

/**
 * Occasions to order: an order within a day of the occasion before it belongs to that one, since a basket that was
 * split, or corrected and ordered anew, is no rhythm.
 */
function findOccasions(events: readonly HistoryEvent[]) {
  let count = 0;
  let firstAt = 0;
  let lastAt = 0;
  for (const event of events) {
    if (!isOrder(event) || (count > 0 && event.at - lastAt < DAY)) continue;
    if (count === 0) firstAt = event.at;
    lastAt = event.at;
    count++;
  }
  return { count, firstAt, lastAt };
}
