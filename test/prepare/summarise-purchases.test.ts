/** Purchases are the lines of completed orders, in time order. */

import { expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { EVENT } from '../../src/domain/event.ts';
import { groupPurchaseTimes, listPurchases } from '../../src/prepare/summarise-purchases.ts';
import { ago, CUTOFF, history, line, order } from './build-history.ts';

const purchases = listPurchases(
  history([
    order(10, 1, { lines: [line('tea'), line('cup'), line('tea')] }),
    order(40, 1, { lines: [line('tea')] }),
    ago(5, EVENT.productViewed, { lines: [line('pot')] }),
    order(0, 1, { lines: [line('jam')] }),
  ]),
  CUTOFF,
);

it('lists products in the order of purchase, without views and without what came at the cutoff', () => {
  expect(purchases).toEqual({
    contactId: 'contact-1',
    productIds: ['tea', 'tea', 'cup', 'tea'],
    at: [40, 10, 10, 10].map((days) => CUTOFF - days * DAY),
  });
});

it('gives the times of each product, once an order', () => {
  expect([...groupPurchaseTimes(purchases)]).toEqual([
    ['tea', [CUTOFF - 40 * DAY, CUTOFF - 10 * DAY]],
    ['cup', [CUTOFF - 10 * DAY]],
  ]);
});
