/** Order rhythm compares the time since the last order with the usual gap. */

import { expect, it } from 'vitest';
import { orderRhythm } from '../../../src/prepare/features/order-rhythm.ts';
import { order } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

it('gives the mean gap and how many of it have passed', () => {
  const events = [order(105), order(85), order(45)];
  expect(valuesOf(orderRhythm, events)).toEqual({
    hasOrderRhythm: 1,
    meanOrderGapDays: 30,
    orderGapRatio: 1.5,
  });
  expect(wordsOf(orderRhythm, events)).toEqual({
    hasOrderRhythm: 'orders repeatedly',
    meanOrderGapDays: 'orders every 30 days or so',
    orderGapRatio: '1.5 times the usual gap since the last order',
  });
});

it.each([
  ['no order', []],
  ['one order', [order(9)]],
  ['two orders of one occasion', [order(9.4), order(9)]],
])('finds no rhythm in %s', (_, events) => {
  expect(valuesOf(orderRhythm, events)).toEqual({
    hasOrderRhythm: 0,
    meanOrderGapDays: 730,
    orderGapRatio: 0,
  });
  expect(wordsOf(orderRhythm, events)).toMatchObject({ meanOrderGapDays: 'no usual gap between orders' });
});

it('takes a split order for one occasion', () => {
  const events = [order(60), order(30.2), order(30), order(29.9)];
  expect(valuesOf(orderRhythm, events)['meanOrderGapDays']).toBeCloseTo(29.8);
});

it('caps the ratio at ten', () => {
  expect(valuesOf(orderRhythm, [order(400), order(399)])).toMatchObject({ orderGapRatio: 10 });
});
