/** Distinct products are counted once each, among those viewed and those ordered. */

import { expect, it } from 'vitest';
import { EVENT } from '../../../src/domain/event.ts';
import { distinctProducts } from '../../../src/prepare/features/distinct-products.ts';
import { ago, line, order } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

it('counts each product once', () => {
  const view = (days: number, id: string) => ago(days, EVENT.productViewed, { lines: [line(id)] });
  const events = [
    view(40, 'tea'),
    view(3, 'tea'),
    view(31, 'cup'),
    ago(2, EVENT.productAdded, { lines: [line('pot')] }),
    order(9, 1, { lines: [line('tea'), line('jam'), line('tea')] }),
  ];
  expect(valuesOf(distinctProducts, events)).toEqual({
    distinctProductsViewed: 2,
    distinctProductsViewed30Days: 1,
    distinctProductsOrdered: 2,
  });
  expect(wordsOf(distinctProducts, events)).toEqual({
    distinctProductsViewed: '2 different products viewed in all',
    distinctProductsViewed30Days: '1 different product viewed in the last 30 days',
    distinctProductsOrdered: '2 different products ordered in all',
  });
});
