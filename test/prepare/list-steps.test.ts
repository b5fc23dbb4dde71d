/** Steps are the products that a contact viewed, added and ordered before the cutoff, each with its event and time. */

import { expect, it } from 'vitest';
import { EVENT, type HistoryEvent } from '../../src/domain/event.ts';
import { leadingToLast, listFirstOrdered, listOrdered, listSteps } from '../../src/prepare/list-steps.ts';

const events = [
  anEvent(EVENT.productViewed, 1, 'lamp'),
  anEvent(EVENT.productsSearched, 2),
  anEvent(EVENT.productAdded, 3, 'lamp'),
  anEvent(EVENT.orderCompleted, 4, 'lamp', 'bulb'),
  anEvent(EVENT.productReviewed, 5, 'lamp'),
  anEvent(EVENT.orderCompleted, 6, 'shade'),
];

function anEvent(name: string, at: number, ...productIds: readonly string[]): HistoryEvent {
  const lines = productIds.map((productId) => ({ productId, quantity: 1, priceCents: null }));
  return { name, at, orderId: null, amountCents: null, rating: null, lines };
}

it('lists views, additions and each line of an order before the cutoff', () => {
  expect(listSteps({ contactId: 'one', events }, 6)).toEqual([
    { productId: 'lamp', name: 'Product Viewed', at: 1 },
    { productId: 'lamp', name: 'Product Added', at: 3 },
    { productId: 'lamp', name: 'Order Completed', at: 4 },
    { productId: 'bulb', name: 'Order Completed', at: 4 },
  ]);
});

it('knows what was ordered before the cutoff', () => {
  expect(listOrdered({ contactId: 'one', events }, 6)).toEqual(new Set(['lamp', 'bulb']));
});

it('takes for ordered for the first time what was not ordered before the cutoff, also where that became known later', () => {
  const earlier = { ...anEvent(EVENT.orderCompleted, 5, 'sofa', 'shade'), joinedAt: 7 };
  const all = [
    ...events,
    earlier,
    anEvent(EVENT.orderCompleted, 8, 'lamp', 'rug'),
    anEvent(EVENT.orderCompleted, 9, 'desk'),
  ];
  const times = { cutoff: 6, end: 9 };
  expect(listFirstOrdered({ contactId: 'one', events: all }, times)).toEqual(new Set(['rug']));
  expect(listFirstOrdered({ contactId: 'one', events }, times)).toEqual(new Set(['shade']));
});

it('leaves out, of what led to the last step, what was nobody’s when it was taken', () => {
  const joining = (name: string, at: number, joinedAt: number) => ({
    ...anEvent(name, at, 'shawl'),
    joinedAt,
  });
  const all = [...events, joining(EVENT.productViewed, 7, 8), joining(EVENT.productViewed, 8, 9)];
  const steps = listSteps(
    { contactId: 'one', events: [...all, anEvent(EVENT.orderCompleted, 9, 'sofa')] },
    99,
  );
  expect(leadingToLast(steps)).toEqual(steps.filter(({ at }) => at !== 8));
  expect(leadingToLast(steps.slice(0, -1))).toEqual(steps.slice(0, -1).filter(({ at }) => at !== 7));
  expect(leadingToLast([])).toEqual([]);
});

it('keeps all lines of a last order that itself became the contact’s only later', () => {
  const order = { ...anEvent(EVENT.orderCompleted, 7, 'sofa', 'shawl'), joinedAt: 8 };
  const steps = listSteps({ contactId: 'one', events: [...events, order] }, 99);
  expect(leadingToLast(steps)).toEqual(steps);
});
