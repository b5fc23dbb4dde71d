/** Recency says how long ago the last order, activity and visit were. */

import { expect, it } from 'vitest';
import { EVENT } from '../../../src/domain/event.ts';
import { NEVER_DAYS } from '../../../src/prepare/features/feature.ts';
import { recency } from '../../../src/prepare/features/recency.ts';
import { ago, order } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

it('counts the days since the newest order, activity and visit', () => {
  const events = [order(40), order(12), ago(3, EVENT.productViewed), ago(1, EVENT.orderRefunded)];
  expect(valuesOf(recency, events)).toEqual({
    recencyDays: 12,
    neverOrdered: 0,
    daysSinceLastEvent: 3,
    daysSinceLastVisit: 3,
    neverVisited: 0,
  });
  expect(wordsOf(recency, events)).toMatchObject({
    recencyDays: 'last order 12 days ago',
    daysSinceLastVisit: 'last visit 3 days ago',
  });
});

it('takes an order for activity but not for a visit', () => {
  expect(valuesOf(recency, [order(5)])).toMatchObject({
    daysSinceLastEvent: 5,
    daysSinceLastVisit: NEVER_DAYS,
  });
});

it('does not take what was sent to the contact, or known of it, for its activity', () => {
  const events = [ago(2, EVENT.emailSent), ago(1, 'identify')];
  expect(valuesOf(recency, events)).toMatchObject({ daysSinceLastEvent: NEVER_DAYS, neverVisited: 1 });
});

it('tells never from longer ago than the cap by the flag', () => {
  expect(valuesOf(recency, [])).toMatchObject({ recencyDays: NEVER_DAYS, neverOrdered: 1 });
  expect(valuesOf(recency, [order(900)])).toMatchObject({ recencyDays: NEVER_DAYS, neverOrdered: 0 });
  expect(wordsOf(recency, [])).toMatchObject({
    recencyDays: 'no order in the last 2 years',
    neverOrdered: 'never ordered',
  });
});
