/** Recency: how long ago the contact last ordered, last did anything, and last visited. */

import type { Feature } from './feature.ts';
import { daysSinceLast, isActivity, isOrder, isVisit } from './find-events.ts';
import { sayLast } from './words.ts';

export const recency: Feature = {
  columns: [
    { name: 'recencyDays', describe: (days) => sayLast('order', days) },
    { name: 'neverOrdered', describe: (flag) => (flag > 0 ? 'never ordered' : 'has ordered before') },
    { name: 'daysSinceLastEvent', describe: (days) => sayLast('activity', days) },
    { name: 'daysSinceLastVisit', describe: (days) => sayLast('visit', days) },
    { name: 'neverVisited', describe: (flag) => (flag > 0 ? 'never visited' : 'has visited before') },
  ],
  compute(events, cutoff) {
    return [
      daysSinceLast(events, cutoff, isOrder),
      events.some(isOrder) ? 0 : 1,
      daysSinceLast(events, cutoff, isActivity),
      daysSinceLast(events, cutoff, isVisit),
      events.some(isVisit) ? 0 : 1,
    ];
  },
};
