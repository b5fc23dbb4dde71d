/** Tenure is how long the contact has been known, and how long a customer. */

import { expect, it } from 'vitest';
import { tenure } from '../../../src/prepare/features/tenure.ts';
import { ago, order } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

it('counts from the first event and from the first order', () => {
  const events = [ago(100, 'identify'), order(40), order(10)];
  expect(valuesOf(tenure, events)).toEqual({ tenureDays: 100, customerDays: 40 });
  expect(wordsOf(tenure, events)).toEqual({
    tenureDays: 'known for 100 days',
    customerDays: 'first order 40 days ago',
  });
});

it('is zero for who never ordered, and capped at two years', () => {
  expect(valuesOf(tenure, [ago(3000, 'Home')])).toEqual({ tenureDays: 730, customerDays: 0 });
  expect(wordsOf(tenure, [ago(3000, 'Home')])).toEqual({
    tenureDays: 'known for more than 2 years',
    customerDays: 'no first order yet',
  });
});
