/** Hour habits: in which quarter of the day the contact is active. Hours are UTC: time zones are not known yet. */

import { HOUR } from '../../domain/clock.ts';
import type { Feature } from './feature.ts';
import { isActivity } from './find-events.ts';
import { sayShare } from './words.ts';

const QUARTERS = [
  { name: 'nightShare', words: 'between 0:00 and 6:00 UTC' },
  { name: 'morningShare', words: 'between 6:00 and 12:00 UTC' },
  { name: 'afternoonShare', words: 'between 12:00 and 18:00 UTC' },
  { name: 'eveningShare', words: 'between 18:00 and 24:00 UTC' },
];

export const hourHabits: Feature = {
  columns: QUARTERS.map(({ name, words }) => ({
    name,
    title: `share of activity ${words}`,
    describe: (share: number) => `${sayShare(share)} of activity ${words}`,
  })),
  /** All shares are 0 for a contact who did nothing. */
  compute(events) {
    const counts = [0, 0, 0, 0];
    let all = 0;
    for (const event of events) {
      if (!isActivity(event)) continue;
      const hour = Math.floor(event.at / HOUR) % 24;
      counts[Math.floor(hour / 6)]!++;
      all++;
    }
    return counts.map((count) => (all === 0 ? 0 : count / all));
  },
};
