/** Tenure: how long the contact has been known, and how long a customer. */

import { type Feature, NEVER_DAYS } from './feature.ts';
import { daysBetween, isOrder } from './find-events.ts';
import { sayDays } from './words.ts';

export const tenure: Feature = {
  columns: [
    {
      name: 'tenureDays',
      title: 'days since the first activity',
      describe: (days) => `known for ${sayLength(days)}`,
    },
    {
      name: 'customerDays',
      title: 'days since the first order',
      describe: (days) => (days > 0 ? `first order ${sayLength(days)} ago` : 'no first order yet'),
    },
  ],
  compute(events, cutoff) {
    const first = events[0];
    const firstOrder = events.find(isOrder);
    return [
      first === undefined ? 0 : daysBetween(first.at, cutoff),
      firstOrder === undefined ? 0 : daysBetween(firstOrder.at, cutoff),
    ];
  },
};

function sayLength(days: number): string {
  return days >= NEVER_DAYS ? 'more than 2 years' : sayDays(days);
}
