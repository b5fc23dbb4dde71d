/** Hour habits are the shares of activity in each quarter of the day, in UTC. */

import { expect, it } from 'vitest';
import { EVENT } from '../../../src/domain/event.ts';
import { hourHabits } from '../../../src/prepare/features/hour-habits.ts';
import { event } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

const at = (hour: number, minute = 0) => event('Home', Date.UTC(2026, 4, 20, hour, minute));

it('puts each hour into its quarter', () => {
  const events = [at(0), at(5, 59), at(6), at(12), at(17, 59), at(18), at(23, 59), at(14)];
  expect(valuesOf(hourHabits, events)).toEqual({
    nightShare: 0.25,
    morningShare: 0.125,
    afternoonShare: 0.375,
    eveningShare: 0.25,
  });
  expect(wordsOf(hourHabits, events)).toMatchObject({
    nightShare: '25% of activity between 0:00 and 6:00 UTC',
  });
});

it('does not count the hour at which we sent an e-mail', () => {
  const sent = event(EVENT.emailSent, Date.UTC(2026, 4, 20, 3));
  expect(valuesOf(hourHabits, [at(13), sent])).toMatchObject({ nightShare: 0, afternoonShare: 1 });
  expect(valuesOf(hourHabits, [sent])).toMatchObject({ nightShare: 0, afternoonShare: 0 });
});
