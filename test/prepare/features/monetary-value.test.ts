/** Monetary value is what the contact spent: in all, on average, and last. */

import { expect, it } from 'vitest';
import { monetaryValue } from '../../../src/prepare/features/monetary-value.ts';
import { line, order } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

it('adds up the orders', () => {
  const events = [order(9, 1000), order(5, 4000)];
  expect(valuesOf(monetaryValue, events)).toEqual({
    totalSpentCents: 5000,
    meanOrderCents: 2500,
    lastOrderCents: 4000,
  });
  expect(wordsOf(monetaryValue, events)).toEqual({
    totalSpentCents: 'spent 50.00 in all',
    meanOrderCents: '25.00 an order on average',
    lastOrderCents: 'last order of 40.00',
  });
});

it('takes the priced lines for the amount when there is none', () => {
  const priced = order(5, null, { lines: [line('tea', 3, 200), line('cup', 1, 400)] });
  expect(valuesOf(monetaryValue, [priced])).toMatchObject({ totalSpentCents: 1000 });
});

it('leaves an order of unknown worth out of the mean', () => {
  const unknown = order(1, null, { lines: [line('tea', 1, null)] });
  expect(valuesOf(monetaryValue, [order(9, 3000), unknown])).toEqual({
    totalSpentCents: 3000,
    meanOrderCents: 3000,
    lastOrderCents: 0,
  });
  expect(wordsOf(monetaryValue, [])).toMatchObject({ totalSpentCents: 'spent nothing yet' });
});
