/** Gamma-Gamma: what a customer's purchases are worth on average, drawn to everybody's mean where few are known. */

import { logBeta } from './log-gamma.ts';
import { minimise } from './minimise.ts';

/**
 * A customer's purchases are gamma distributed (shape p) around a mean of its own; their rate is gamma distributed over
 * customers (shape q, rate gamma, in the unit of the values). How often somebody buys is taken to say nothing of how much.
 * Fader and Hardie, "The Gamma-Gamma model of monetary value" (2013).
 */
export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

export interface ValueHistory {
  /** Purchases of known value. */
  readonly purchases: number;
  /** Their mean, above 0. */
  readonly mean: number;
}

const SEARCH = { step: 0.5, evaluations: 2000, tolerance: 1e-10 };
/** Beyond it all customers are alike, or all purchases of one are, and the data do not say how much. */
const LARGEST_SHAPE = 1e3;

/** The parameters of the greatest likelihood; null where the data determine none, or no mean (q of one or less). */
export function fitGammaGamma(histories: readonly ValueHistory[]): GammaGamma | null {
  const scale = histories.reduce((sum, { mean }) => sum + mean, 0) / histories.length;
  if (!(scale > 0)) return null;
  const scaled = histories.map(({ purchases, mean }) => ({ purchases, mean: mean / scale }));
  const { at, converged } = minimise(
    (logs) => -logLikelihood(readParameters(logs), scaled) / scaled.length,
    [0, 1, 0],
    SEARCH,
  );
  const { p, q, gamma } = readParameters(at);
  if (!converged || q <= 1 || p > LARGEST_SHAPE || q > LARGEST_SHAPE) return null;
  return { p, q, gamma: gamma * scale };
}

/** The mean value of the customer's purchases from now on (equation 5); of everybody's without any that is known. */
export function expectedMeanValue({ p, q, gamma }: GammaGamma, { purchases, mean }: ValueHistory): number {
  return (p * (gamma + mean * purchases)) / (p * purchases + q - 1);
}

function logLikelihood({ p, q, gamma }: GammaGamma, histories: readonly ValueHistory[]): number {
  let sum = 0;
  for (const { purchases: x, mean } of histories)
    sum +=
      -logBeta(p * x, q) +
      q * Math.log(gamma) +
      (p * x - 1) * Math.log(mean) +
      p * x * Math.log(x) -
      (p * x + q) * Math.log(gamma + mean * x);
  return sum;
}

function readParameters(logs: readonly number[]): GammaGamma {
  const [p, q, gamma] = logs.map(Math.exp);
  return { p: p!, q: q!, gamma: gamma! };
}
