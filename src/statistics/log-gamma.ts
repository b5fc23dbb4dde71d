/** The logarithm of the gamma function, and of the beta function that is made of it. */

/** Lanczos' coefficients for g = 7 and nine terms (Godfrey, 2001): relative error below 1e-13 for positive arguments. */
const G = 7;
const COEFFICIENTS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;
const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** ln of the gamma function of a positive number. Lanczos, SIAM Journal on Numerical Analysis B 1 (1964). */
export function logGamma(x: number): number {
  // The series is for one and above; the recurrence brings what is smaller there.
  if (x < 1) return logGamma(x + 1) - Math.log(x);
  let sum: number = COEFFICIENTS[0];
  for (let i = 1; i < COEFFICIENTS.length; i += 1) sum += COEFFICIENTS[i]! / (x - 1 + i);
  const t = x - 0.5 + G;
  return HALF_LOG_TWO_PI + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** ln of the beta function of two positive numbers. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
