/** Gamma distributed random numbers. */

import type { Random } from './random.ts';

/** A draw with the shape (above 0) and a rate of 1. Marsaglia and Tsang, ACM TOMS 26 (2000). */
export function drawGamma(random: Random, shape: number): number {
  // Below one the method does not hold; a draw of shape + 1 times this power has the right distribution.
  if (shape < 1) return drawGamma(random, shape + 1) * (1 - random.uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A draw from the beta distribution. */
export function drawBeta(random: Random, a: number, b: number): number {
  const x = drawGamma(random, a);
  return x / (x + drawGamma(random, b));
}
