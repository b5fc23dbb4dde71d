/** Windowed counts say how often each thing was done in the last 1, 7, 30 and 90 days. */

import { expect, it } from 'vitest';
import { EVENT } from '../../../src/domain/event.ts';
import { windowCounts } from '../../../src/prepare/features/window-counts.ts';
import { ago, order } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

const STEMS = {
  productsSearched: EVENT.productsSearched,
  productListViewed: EVENT.productListViewed,
  productViewed: EVENT.productViewed,
  productAdded: EVENT.productAdded,
  checkoutStarted: EVENT.checkoutStarted,
  couponApplied: EVENT.couponApplied,
  orderRefunded: EVENT.orderRefunded,
  productReviewed: EVENT.productReviewed,
  pageOrOtherEvent: 'Home',
};

it.each(Object.entries(STEMS))('counts %s in each window, and nothing else with it', (stem, name) => {
  const values = valuesOf(
    windowCounts,
    [0.5, 1, 3, 20, 60, 89, 91].map((days) => ago(days, name)),
  );
  const expected = { [`${stem}1Days`]: 2, [`${stem}7Days`]: 3, [`${stem}30Days`]: 4, [`${stem}90Days`]: 6 };
  expect(values).toMatchObject(expected);
  const others = Object.entries(values).filter(([column]) => !(column in expected));
  expect(others.length).toBeGreaterThan(20);
  expect(others.every(([, value]) => value === 0)).toBe(true);
});

it('counts orders of the last day and week only: frequency has the longer windows', () => {
  const values = valuesOf(windowCounts, [order(0.5), order(5), order(20)]);
  expect(values).toMatchObject({ orderCompleted1Days: 1, orderCompleted7Days: 2 });
  expect(values).not.toHaveProperty('orderCompleted30Days');
});

it('takes neither e-mails nor identify calls nor reviews for page views', () => {
  const events = [EVENT.emailOpened, 'identify', EVENT.productReviewed, EVENT.orderRefunded].map((name) =>
    ago(1, name),
  );
  expect(valuesOf(windowCounts, events)['pageOrOtherEvent7Days']).toBe(0);
});

it('says the counts in words', () => {
  const events = [1, 2, 3].map((days) => ago(days, EVENT.productViewed));
  expect(wordsOf(windowCounts, events)).toMatchObject({
    productViewed1Days: '1 product view in the last day',
    productViewed7Days: '3 product views in the last 7 days',
    productsSearched7Days: 'no product searches in the last 7 days',
    productAdded7Days: 'no products added to the cart in the last 7 days',
  });
});
