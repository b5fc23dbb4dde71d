/** Weekday habits: how much of the contact's activity falls on weekends, and how strongly it keeps to one weekday. */

import { DAY } from '../../domain/clock.ts';
import type { Feature } from './feature.ts';
import { isActivity } from './find-events.ts';
import { sayShare } from './words.ts';

/** 1970-01-01 was a Thursday; Sunday is 0. */
const EPOCH_WEEKDAY = 4;
const SUNDAY = 0;
const SATURDAY = 6;

export const weekdayHabits: Feature = {
  columns: [
    {
      name: 'weekendShare',
      title: 'share of activity on weekends',
      describe: (share) => `${sayShare(share)} of activity on weekends`,
    },
    {
      name: 'busiestWeekdayShare',
      title: 'share of activity on the busiest weekday',
      describe: (share) => `${sayShare(share)} of activity on one and the same weekday`,
    },
  ],
  /** Days are UTC. Both shares are 0 for a contact who did nothing. */
  compute(events) {
    const counts = new Array<number>(7).fill(0);
    let all = 0;
    for (const event of events) {
      if (!isActivity(event)) continue;
      counts[(Math.floor(event.at / DAY) + EPOCH_WEEKDAY) % 7]!++;
      all++;
    }
    if (all === 0) return [0, 0];
    return [(counts[SUNDAY]! + counts[SATURDAY]!) / all, Math.max(...counts) / all];
  },
};
