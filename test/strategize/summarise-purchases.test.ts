import { describe, expect, it } from 'vitest';
import { EVENT, type HistoryEvent } from '../../src/domain/event.ts';
import { summarisePurchases } from '../../src/strategize/summarise-purchases.ts';

function event(name: string, at: number, rest: Partial<HistoryEvent> = {}): HistoryEvent {
  return { name, at, orderId: null, amountCents: null, rating: null, lines: [], ...rest };
}

const line = (productId: string) => ({ productId, quantity: 1, priceCents: null });
const order = (orderId: string, at: number, rest: Partial<HistoryEvent> = {}) =>
  event(EVENT.orderCompleted, at, { orderId, amountCents: 1000, lines: [line('tea'), line('tea')], ...rest });
const summarise = (...events: HistoryEvent[]) =>
  summarisePurchases({ contactId: 'ann', events }, ({ amountCents }) => amountCents)!;

describe('a purchase summary', () => {
  it('counts an order once, with each product once', () => {
    const { orders } = summarise(order('1', 5), order('1', 6), order('2', 9));
    expect(orders).toEqual([
      { orderId: '1', at: 5, amountCents: 1000, productIds: ['tea'] },
      { orderId: '2', at: 9, amountCents: 1000, productIds: ['tea'] },
    ]);
  });

  it('keeps two orders without an id apart', () => {
    const anonymous = { orderId: null };
    expect(summarise(order('', 5, anonymous), order('', 9, anonymous)).orders).toHaveLength(2);
  });

  it('takes a refund off its order, drops one that was refunded whole, and ignores a refund of an unknown order', () => {
    const refund = (orderId: string, amountCents: number | null) =>
      event(EVENT.orderRefunded, 10, { orderId, amountCents });
    expect(summarise(order('1', 5), refund('1', 400)).orders[0]?.amountCents).toBe(600);
    expect(summarise(order('1', 5), refund('1', -400)).orders[0]?.amountCents).toBe(600);
    expect(summarise(order('1', 5), refund('1', 1000)).orders).toEqual([]);
    expect(summarise(order('1', 5), refund('1', null)).orders).toEqual([]);
    expect(summarise(order('1', 5), refund('9', 1000)).orders).toHaveLength(1);
  });

  it("takes what we sent or recorded for no activity of the contact's, but a click is one", () => {
    const sent = event(EVENT.emailSent, 20);
    const summary = summarise(order('1', 5), sent, event('identify', 21));
    expect(summary).toMatchObject({ firstSeenAt: 5, lastActiveAt: 5, lastMailedAt: 20 });
    expect(summarise(order('1', 5), sent, event(EVENT.emailLinkClicked, 22)).lastActiveAt).toBe(22);
    expect(summarise(event('identify', 3)).lastActiveAt).toBeNull();
  });

  it('ends at the cutoff, except for our last e-mail', () => {
    const events = [order('1', 5), order('2', 9), event(EVENT.emailSent, 12), event(EVENT.emailOpened, 13)];
    const summary = summarisePurchases({ contactId: 'ann', events }, () => 1000, 9)!;
    expect(summary).toMatchObject({ lastActiveAt: 5, lastMailedAt: 12 });
    expect(summary.orders.map(({ orderId }) => orderId)).toEqual(['1']);
    expect(summarisePurchases({ contactId: 'ann', events }, () => 1000, 5)).toBeNull();
  });

  it('is null of a history without events', () => {
    expect(summarisePurchases({ contactId: 'ann', events: [] }, () => null)).toBeNull();
  });
});
