/** Frequency counts orders in all and in the last 30, 90 and 365 days. */

import { expect, it } from 'vitest';
import { EVENT } from '../../../src/domain/event.ts';
import { frequency } from '../../../src/prepare/features/frequency.ts';
import { ago, order } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

it('counts orders, and only orders, in each window', () => {
  const events = [order(400), order(200), order(60), order(10), order(5), ago(1, EVENT.checkoutStarted)];
  expect(valuesOf(frequency, events)).toEqual({
    orderCount: 5,
    orderCount30Days: 2,
    orderCount90Days: 3,
    orderCount365Days: 4,
  });
});

it('counts an order exactly a window ago', () => {
  expect(valuesOf(frequency, [order(30)])).toMatchObject({ orderCount30Days: 1 });
  expect(valuesOf(frequency, [order(30.001)])).toMatchObject({ orderCount30Days: 0, orderCount90Days: 1 });
});

it('says the counts in words', () => {
  expect(wordsOf(frequency, [order(50)])).toEqual({
    orderCount: '1 order in all',
    orderCount30Days: 'no orders in the last 30 days',
    orderCount90Days: '1 order in the last 90 days',
    orderCount365Days: '1 order in the last 365 days',
  });
  expect(wordsOf(frequency, [])).toMatchObject({ orderCount: 'no orders yet' });
});
