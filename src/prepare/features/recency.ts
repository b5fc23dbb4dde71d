/** Recency: how long ago the contact last ordered, last did anything, and last visited. */

import type { Feature } from './feature.ts';
import { daysSinceLast, isActivity, isOrder, isVisit } from './find-events.ts';
import { sayLast } from './words.ts';

export const recency: Feature = {
  columns: [
    { name: 'recencyDays', title: 'days since the last order', describe: (days) => sayLast('order', days) },
    {
      name: 'neverOrdered',
      title: 'whether anything was ever ordered',
      describe: (flag) => (flag > 0 ? 'never ordered' : 'has ordered before'),
    },
    {
      name: 'daysSinceLastEvent',
      title: 'days since the last activity',
      describe: (days) => sayLast('activity', days),
    },
    {
      name: 'daysSinceLastVisit',
      title: 'days since the last visit',
      describe: (days) => sayLast('visit', days),
    },
    {
      name: 'neverVisited',
      title: 'whether there ever was a visit',
      describe: (flag) => (flag > 0 ? 'never visited' : 'has visited before'),
    },
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
