/** Cleaning sorts, drops what cannot be, and counts what it dropped. */

import { expect, it } from 'vitest';
import { EVENT } from '../../src/domain/event.ts';
import { addCleaningCounts, cleanHistory } from '../../src/prepare/clean-history.ts';
import { ago, CUTOFF, event, line, order } from './build-history.ts';

const clean = (...events: ReturnType<typeof event>[]) => cleanHistory({ contactId: 'c', events }, CUTOFF);

it('sorts oldest first and keeps the order of events of one moment', () => {
  const { history, counts } = clean(order(1), ago(5, 'B'), ago(5, 'A'), order(9));
  expect(history.events.map(({ name }) => name)).toEqual([
    EVENT.orderCompleted,
    'B',
    'A',
    EVENT.orderCompleted,
  ]);
  expect(counts).toEqual({ events: 4, orders: 2, duplicateOrders: 0, absurdTimes: 0, unusableAmounts: 0 });
});

it('keeps the first of two orders with one id, and orders without an id', () => {
  const again = { orderId: 'o-1' };
  const { history, counts } = clean(order(3, 200, again), order(5, 100, again), order(2), order(2));
  expect(history.events.map(({ amountCents }) => amountCents)).toEqual([100, 1000, 1000]);
  expect(counts).toMatchObject({ orders: 4, duplicateOrders: 1 });
});

it('keeps the refund of an order, which bears its id', () => {
  const { history } = clean(order(5, 100, { orderId: 'o' }), ago(1, EVENT.orderRefunded, { orderId: 'o' }));
  expect(history.events).toHaveLength(2);
});

it('drops events from before 2000 and from more than a day ahead', () => {
  const { history, counts } = clean(
    event('Home', 0),
    event('Home', Date.UTC(1999, 11, 31)),
    ago(-1, 'Soon'),
    ago(-1.1, 'Late'),
  );
  expect(history.events.map(({ name }) => name)).toEqual(['Soon']);
  expect(counts).toMatchObject({ events: 4, absurdTimes: 3 });
});

it('takes negative and non-finite amounts, prices and ratings for missing, one count an event', () => {
  const lines = [line('tea', 1, -5), line('cup', Number.NaN, 5), line('pot', 0, 5)];
  const { history, counts } = clean(
    order(3, -100),
    order(2, Number.NaN, { lines }),
    ago(1, EVENT.productReviewed, { rating: Number.POSITIVE_INFINITY }),
    order(1, 0),
  );
  expect(history.events.map(({ amountCents }) => amountCents)).toEqual([null, null, null, 0]);
  expect(history.events[1]!.lines).toEqual([line('tea', 1, null)]);
  expect(history.events[2]!.rating).toBeNull();
  expect(counts.unusableAmounts).toBe(3);
});

it('reads a refund that is booked as a negative order', () => {
  const { history, counts } = clean(
    ago(1, EVENT.orderRefunded, { amountCents: -700, lines: [line('tea', -2)] }),
  );
  expect(history.events[0]).toMatchObject({ amountCents: 700, lines: [line('tea', 2)] });
  expect(counts.unusableAmounts).toBe(0);
});

it('adds up counts over histories', () => {
  const { counts } = clean(order(3, -1), event('Home', 0));
  expect(addCleaningCounts(counts, counts)).toEqual({
    events: 4,
    orders: 2,
    duplicateOrders: 0,
    absurdTimes: 2,
    unusableAmounts: 2,
  });
});
