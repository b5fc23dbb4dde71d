/** Customers drawn from the very models that are to be fitted. */

import type { BgNbd, PurchaseHistory } from '../../src/statistics/bg-nbd.ts';
import { drawBeta, drawGamma } from '../../src/statistics/draw-gamma.ts';
import type { GammaGamma, ValueHistory } from '../../src/statistics/gamma-gamma.ts';
import type { Random } from '../../src/statistics/random.ts';

export interface DrawnCustomer extends PurchaseHistory {
  /** Whether it has not left by the end of its age. */
  readonly isAlive: boolean;
  /** Purchases within the time after its age. */
  readonly later: number;
}

/** A customer whose first purchase was `age` ago, watched for `time` more. */
export function drawCustomer(model: BgNbd, age: number, time: number, random: Random): DrawnCustomer {
  const rate = drawGamma(random, model.r) / model.alpha;
  const leaving = drawBeta(random, model.a, model.b);
  let at = 0;
  let leftAt = Number.POSITIVE_INFINITY;
  const purchases: number[] = [];
  while (leftAt === Number.POSITIVE_INFINITY) {
    at += random.exponential(1 / rate);
    if (at > age + time) break;
    purchases.push(at);
    if (random.uniform() < leaving) leftAt = at;
  }
  const before = purchases.filter((when) => when <= age);
  return {
    ...{ repeats: before.length, recency: before.at(-1) ?? 0, age },
    isAlive: leftAt > age,
    later: purchases.length - before.length,
  };
}

/** A customer's mean value over some purchases. */
export function drawValues({ p, q, gamma }: GammaGamma, purchases: number, random: Random): ValueHistory {
  const rate = drawGamma(random, q) / gamma;
  return { purchases, mean: drawGamma(random, p * purchases) / (rate * purchases) };
}
