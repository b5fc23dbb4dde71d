/** Draws the orders of a shop whose truth is known, for the tests of what is expected of contacts. */

import { DAY } from '../../../src/domain/clock.ts';
import type { DatedOrder } from '../../../src/learn/lifetime/summarise-orders.ts';
import type { BgNbd } from '../../../src/statistics/bg-nbd.ts';
import { drawBeta, drawGamma } from '../../../src/statistics/draw-gamma.ts';
import { createRandom } from '../../../src/statistics/random.ts';

export const TRUTH: BgNbd = { r: 0.8, alpha: 40, a: 1.2, b: 4 };
const VALUES = { p: 4, q: 4, gamma: 3000 };
export const CUTOFF = 1000 * DAY;

/** Contacts whose first order was 30 to 400 days before the cutoff, with all orders up to so many days after it. */
export function drawShop(contacts: number, seed: number, daysAfter = 0): DatedOrder[][] {
  const random = createRandom(seed);
  return Array.from({ length: contacts }, () => {
    const rate = drawGamma(random, TRUTH.r) / TRUTH.alpha;
    const leaving = drawBeta(random, TRUTH.a, TRUTH.b);
    const worth = drawGamma(random, VALUES.q) / VALUES.gamma;
    const end = CUTOFF + daysAfter * DAY;
    const orders: DatedOrder[] = [];
    let at = CUTOFF - (30 + random.uniform() * 370) * DAY;
    while (at < end) {
      orders.push({ at, amountCents: Math.max(1, Math.round(drawGamma(random, VALUES.p) / worth)) });
      if (orders.length > 1 && random.uniform() < leaving) break;
      // A day at least, since closer orders are one occasion.
      at += Math.max(1.01, random.exponential(1 / rate)) * DAY;
    }
    return orders;
  });
}

export function beforeCutoff(orders: readonly DatedOrder[]): readonly DatedOrder[] {
  return orders.filter(({ at }) => at < CUTOFF);
}
