/** The label says whether a contact bought within the outcome window and kept it. */

import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { EVENT, type HistoryEvent } from '../../src/domain/event.ts';
import { labelOutcome } from '../../src/prepare/label-outcome.ts';
import { ago, CUTOFF, event, history, line, order } from './build-history.ts';

const WINDOW_DAYS = 30;
const label = (...events: HistoryEvent[]) => labelOutcome(history(events), CUTOFF, WINDOW_DAYS);
const refund = (days: number, rest: Partial<HistoryEvent>) =>
  ago(days, EVENT.orderRefunded, { orderId: 'o-1', ...rest });

describe('labelOutcome', () => {
  it('is 1 for an order in the window, from the cutoff on and before its end', () => {
    expect(label(order(-10))).toBe(1);
    expect(label(event(EVENT.orderCompleted, CUTOFF))).toBe(1);
    expect(label(event(EVENT.orderCompleted, CUTOFF + WINDOW_DAYS * DAY - 1))).toBe(1);
  });

  it('is 0 for orders outside the window, and for anything short of an order', () => {
    expect(label(event(EVENT.orderCompleted, CUTOFF - 1))).toBe(0);
    expect(label(event(EVENT.orderCompleted, CUTOFF + WINDOW_DAYS * DAY))).toBe(0);
    expect(label(ago(-5, EVENT.checkoutStarted), ago(-6, EVENT.productViewed))).toBe(0);
    expect(label()).toBe(0);
  });

  it('does not count an order that was refunded in whole within the window', () => {
    const bought = order(-5, 1000, { orderId: 'o-1' });
    expect(label(bought, refund(-9, { amountCents: 1000 }))).toBe(0);
    expect(label(bought, refund(-9, {}))).toBe(0);
    expect(label(bought, refund(-9, { amountCents: 400 }), refund(-12, { amountCents: 600 }))).toBe(0);
  });

  it('counts an order that was refunded in part, later than the window, or under another id', () => {
    const bought = order(-5, 1000, { orderId: 'o-1' });
    expect(label(bought, refund(-9, { amountCents: 400 }))).toBe(1);
    expect(label(bought, refund(-9, { lines: [line('tea', 1, null)] }))).toBe(1);
    expect(label(bought, refund(-31, { amountCents: 1000 }))).toBe(1);
    expect(label(bought, refund(-9, { amountCents: 1000, orderId: 'o-2' }))).toBe(1);
    expect(label(order(-5, 1000), refund(-9, { amountCents: 1000 }))).toBe(1);
  });

  it('counts a second order that was kept', () => {
    const kept = order(-6, 500, { orderId: 'o-2' });
    expect(label(order(-5, 1000, { orderId: 'o-1' }), refund(-9, {}), kept)).toBe(1);
  });
});
