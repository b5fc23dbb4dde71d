/** Models of the coming months, for the suite of the contract. */

import type { LifetimeForesight } from '../../../src/learn/lifetime/foresee-lifetime.ts';
import type { LifetimeTerms } from '../../../src/learn/lifetime/lifetime-model.ts';
import { RepeatPurchases } from '../../../src/learn/lifetime/repeat-purchases.ts';
import type { DatedOrder } from '../../../src/learn/lifetime/summarise-orders.ts';
import { mean } from '../../../src/statistics/mean-interval.ts';
import { beforeCutoff, CUTOFF, drawShop } from '../lifetime/draw-shop.ts';
import type { Trial } from './trial.ts';

const REQUEST = { cutoff: CUTOFF, windowDays: 30 };

export function tryLifetimeModel(): Trial<LifetimeTerms, readonly DatedOrder[], LifetimeForesight | null> {
  const shop = drawShop(1000, 6);
  const others = drawShop(200, 7, 365);
  const questions = others.map(beforeCutoff);
  const came = others.map((orders, at) => orders.length - questions[at]!.length);
  const squaredError = (expected: (at: number) => number) =>
    mean(came.map((orders, at) => (expected(at) - orders) ** 2));
  const order = (at: number, amountCents: number | null) => ({ at, amountCents });
  return {
    create: () => new RepeatPurchases(),
    facts: () => [shop, REQUEST],
    hopeless: [
      { what: 'nobody', facts: [[], REQUEST], says: /it takes 100/ },
      { what: 'too few who came back', facts: [drawShop(60, 1), REQUEST], says: /it takes 100/ },
      {
        what: 'nobody who came back',
        facts: [shop.map((own) => own.slice(0, 1)), REQUEST],
        says: /it takes 100/,
      },
    ],
    questions,
    strange: [
      [],
      [order(CUTOFF, 500)],
      [order(CUTOFF - 1, 500)],
      [order(0, null), order(CUTOFF - 1, null)],
      [order(-1e15, 1e15), order(0, 1e15)],
      [order(0, -5), order(CUTOFF / 2, 0)],
      Array.from({ length: 900 }, (_, day) => order((CUTOFF / 1000) * day, 1)),
    ],
    ask: async (model, some) => some.map((orders) => model.predict(orders, { cutoff: CUTOFF, seed: 1 })),
    isPossible,
    lossOf: (answers) => squaredError((at) => answers[at]!.orders.estimate),
    lossToBeat: 0.9 * squaredError(() => mean(came)),
    cuts: [3, 8],
    // Orders come without names.
    secrets: {
      contactIds: [],
      rows: shop.map((orders) => Float64Array.from(orders, ({ at }) => at)),
    },
  };
}

/** Nothing where there was no order; a chance, a number of orders and a worth, each within its interval or at its end. */
function isPossible(foresight: LifetimeForesight | null): boolean {
  if (foresight === null) return true;
  const { days, alive, orders, valueCents } = foresight;
  const amounts = [orders, ...(valueCents === null ? [] : [valueCents])];
  return (
    days === 365 &&
    alive >= 0 &&
    alive <= 1 &&
    amounts.every(
      ({ estimate, low, high }) => Number.isFinite(estimate) && estimate >= 0 && low >= 0 && high >= low,
    )
  );
}
