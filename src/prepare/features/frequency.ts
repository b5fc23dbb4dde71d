/** Frequency: how many orders the contact made, in all and lately. */

import type { Feature } from './feature.ts';
import { countInWindows, isOrder } from './find-events.ts';
import { sayCount, sayWindow } from './words.ts';

const WINDOWS_DAYS = [30, 90, 365];

export const frequency: Feature = {
  columns: [
    {
      name: 'orderCount',
      title: 'orders in all',
      describe: (count) => (count > 0 ? `${sayCount(count, 'order')} in all` : 'no orders yet'),
    },
    ...WINDOWS_DAYS.map((days) => ({
      name: `orderCount${days}Days`,
      title: `orders ${sayWindow(days)}`,
      describe: (count: number) => `${sayCount(count, 'order')} ${sayWindow(days)}`,
    })),
  ],
  compute(events, cutoff) {
    const kindOf = (event: (typeof events)[number]) => (isOrder(event) ? 0 : -1);
    let all = 0;
    for (const event of events) if (isOrder(event)) all++;
    return [all, ...countInWindows(events, cutoff, { windowsDays: WINDOWS_DAYS, kinds: 1, kindOf })];
  },
};
