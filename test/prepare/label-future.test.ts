/** What became of a contact: left, spent, ordered next; and nothing that was not known yet. */

import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { EVENT, type HistoryEvent } from '../../src/domain/event.ts';
import { labelFuture } from '../../src/prepare/label-future.ts';
import { ago, CUTOFF, history, order } from './build-history.ts';

const TERMS = { outcomeWindowDays: 30, horizonDays: 90 };
const label = (events: readonly HistoryEvent[], knownDays = 90) =>
  labelFuture(history(events), CUTOFF, { ...TERMS, knownUntil: CUTOFF + knownDays * DAY });

describe('labelFuture', () => {
  it('takes for a leaver who ordered before and does not within the horizon, and censors there', () => {
    expect(label([order(5)])).toEqual({
      bought: 0,
      valueCents: 0,
      leaves: 1,
      nextOrderDays: 90,
      ordered: 0,
    });
    expect(label([order(5), order(-91)], 200)).toMatchObject({ leaves: 1, nextOrderDays: 90, ordered: 0 });
    expect(label([order(5), order(-60)])).toMatchObject({
      bought: 0,
      leaves: 0,
      nextOrderDays: 60,
      ordered: 1,
    });
  });

  it('says of who never ordered only what is spent: nobody leaves who never came', () => {
    expect(label([ago(5, EVENT.productViewed), order(-3, 700)])).toEqual({
      bought: 1,
      valueCents: 700,
      leaves: Number.NaN,
      nextOrderDays: Number.NaN,
      ordered: Number.NaN,
    });
  });

  it('adds up what was spent within the window, less what of it was refunded there', () => {
    const bought = order(-3, 1000, { orderId: 'o-1' });
    const refund = (days: number, amountCents: number | null) =>
      ago(days, EVENT.orderRefunded, { orderId: 'o-1', amountCents });
    expect(label([order(5), bought, order(-20, 500), order(-31, 9000)]).valueCents).toBe(1500);
    expect(label([order(5), bought, refund(-10, 400)]).valueCents).toBe(600);
    expect(label([order(5), bought, refund(-40, 400)]).valueCents).toBe(1000);
    expect(label([order(5), bought, refund(-10, null)])).toMatchObject({
      valueCents: 0,
      bought: 0,
      leaves: 1,
    });
    expect(label([order(5), bought, order(-4, null)]).valueCents).toBeNaN();
  });

  it('does not know of a window or a horizon that is not over, however it begins', () => {
    const early = [order(5), order(-3)];
    expect(label(early, 89)).toMatchObject({ leaves: Number.NaN, bought: 1, nextOrderDays: 3, ordered: 1 });
    expect(label(early, 29)).toMatchObject({ bought: Number.NaN, valueCents: Number.NaN, nextOrderDays: 3 });
    expect(label([order(5), order(-25)], 20)).toMatchObject({ nextOrderDays: 20, ordered: 0 });
  });

  it('knows nothing that happens after what may be known', () => {
    const known = [order(5), order(-12)];
    const later = [ago(-35, EVENT.orderRefunded, { orderId: 'o-1' }), order(-33), order(-70)];
    expect(label([...known, ...later], 32)).toEqual(label(known, 32));
  });
});
