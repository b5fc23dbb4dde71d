/** Order rhythm: how far apart the contact's orders are, and how far into the next gap it is. */

import { DAY } from '../../domain/clock.ts';
import { type Feature, NEVER_DAYS } from './feature.ts';
import { isOrder } from './find-events.ts';
import { sayDays } from './words.ts';

/** Ten usual gaps without an order and a hundred mean the same. */
const MAX_RATIO = 10;

export const orderRhythm: Feature = {
  columns: [
    {
      name: 'hasOrderRhythm',
      describe: (flag) => (flag > 0 ? 'orders repeatedly' : 'has not ordered on two occasions'),
    },
    {
      name: 'meanOrderGapDays',
      describe: (days) =>
        days >= NEVER_DAYS ? 'no usual gap between orders' : `orders every ${sayDays(days)} or so`,
    },
    {
      name: 'orderGapRatio',
      describe: (ratio) =>
        ratio > 0
          ? `${ratio >= MAX_RATIO ? `over ${MAX_RATIO}` : ratio.toFixed(1)} times the usual gap since the last order`
          : 'no usual gap to compare with',
    },
  ],
  /** Without two orders at different times: no rhythm, a gap of NEVER_DAYS, a ratio of 0. */
  compute(events, cutoff) {
    const first = events.find(isOrder);
    const last = events.findLast(isOrder);
    if (first === undefined || last === undefined || first.at === last.at) return [0, NEVER_DAYS, 0];
    let orders = 0;
    for (const event of events) if (isOrder(event)) orders++;
    const gap = (last.at - first.at) / (orders - 1);
    return [1, Math.min(gap / DAY, NEVER_DAYS), Math.min((cutoff - last.at) / gap, MAX_RATIO)];
  },
};
