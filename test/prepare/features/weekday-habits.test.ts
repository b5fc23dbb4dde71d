/** Weekday habits are the share of activity on weekends and on the busiest weekday. */

import { expect, it } from 'vitest';
import { EVENT } from '../../../src/domain/event.ts';
import { weekdayHabits } from '../../../src/prepare/features/weekday-habits.ts';
import { event } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

/** May 2026: the 22nd is a Friday, the 25th a Monday. */
const on = (day: number, name = 'Home') => event(name, Date.UTC(2026, 4, day, 12));

it('takes Saturday and Sunday for the weekend', () => {
  const share = (day: number) => valuesOf(weekdayHabits, [on(day)])['weekendShare'];
  expect([22, 23, 24, 25].map(share)).toEqual([0, 1, 1, 0]);
});

it('finds how strongly a contact keeps to one weekday', () => {
  const events = [on(11), on(18), on(25), on(23)];
  expect(valuesOf(weekdayHabits, events)).toEqual({ weekendShare: 0.25, busiestWeekdayShare: 0.75 });
  expect(wordsOf(weekdayHabits, events)).toEqual({
    weekendShare: '25% of activity on weekends',
    busiestWeekdayShare: '75% of activity on one and the same weekday',
  });
});

it('is zero for a contact who did nothing', () => {
  expect(valuesOf(weekdayHabits, [on(23, EVENT.emailSent)])).toEqual({
    weekendShare: 0,
    busiestWeekdayShare: 0,
  });
});
