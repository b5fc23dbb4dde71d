import { expect, it } from 'vitest';
import { createEventStore } from '../../db/stores/event-store.ts';
import { DAY, HOUR } from '../../src/domain/clock.ts';
import { anEvent, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

const order = (id: string, receivedAt: number, delay: number) =>
  anEvent(id, { name: 'Order Completed', orderId: id, receivedAt, timestamp: receivedAt - delay });

describeOnEachDatabase('arrivals', (stage) => {
  it('tells on which days events arrived and how long after they happened orders did, without imports', async () => {
    const events = createEventStore(stage.parts());
    const delays = Array.from({ length: 20 }, (_, hour) => hour * HOUR);
    await events.ingest(
      [
        ...delays.map((delay, n) => order(`o${n}`, T0 + n, delay)),
        order('late', T0 + DAY, 3 * DAY),
        anEvent('view', { receivedAt: T0 + 4 * DAY }),
        anEvent('sent', { name: 'Email Sent', receivedAt: T0 + 5 * DAY }),
        { ...order('old', T0 + 6 * DAY, 90 * DAY), imported: true },
        order('outside', T0 + 7 * DAY, 0),
      ],
      [],
    );
    expect(await events.arrivals(T0, T0 + 7 * DAY)).toEqual({
      until: T0 + 7 * DAY,
      firstAt: T0,
      lastAt: T0 + 4 * DAY,
      liveDays: 3,
      orders: 21,
      lateOrders: 1,
      medianDelayMs: 10 * HOUR,
      p95DelayMs: 19 * HOUR,
    });
    const none = { firstAt: null, lastAt: null, liveDays: 0, orders: 0, lateOrders: 0 };
    expect(await createEventStore(stage.stranger()).arrivals(T0, T0 + 7 * DAY)).toMatchObject(none);
  });
});
