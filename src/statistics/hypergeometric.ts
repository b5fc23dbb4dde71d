/** Gauss' hypergeometric function, as far as models of purchases need it. */

const TERMS = 100_000;

/**
 * 2F1(a, b; c; z) for positive a, b and c and z in [0, 1), by its series: all terms are positive, so nothing cancels. Where
 * Euler's transformation, 2F1(a, b; c; z) = (1 - z)^(c - a - b) 2F1(c - a, c - b; c; z), gives a shorter series that is used.
 * Abramowitz and Stegun, 15.1.1 and 15.3.3.
 */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  return c - a > 0 && c - b > 0 && c < a + b
    ? (1 - z) ** (c - a - b) * sumSeries(c - a, c - b, c, z)
    : sumSeries(a, b, c, z);
}

function sumSeries(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < TERMS; n += 1) {
    const ratio = (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    term *= ratio;
    sum += term;
    // Once the terms shrink, what is left is at most a geometric series of this ratio's.
    if (ratio < 1 && term < 1e-15 * sum * (1 - ratio)) break;
  }
  return sum;
}
