/** BG/NBD: how often customers come back, and whether they still do, from how often and how lately they did. */

import { hypergeometric } from './hypergeometric.ts';
import { logBeta, logGamma } from './log-gamma.ts';
import { minimise } from './minimise.ts';

/**
 * While alive a customer buys at a rate of its own, gamma distributed (shape r, rate alpha), and leaves after any purchase
 * with a probability of its own, beta distributed (a, b). Rates are per unit of the times that were handed in.
 * Fader, Hardie and Lee, "Counting your customers the easy way", Marketing Science 24 (2005).
 */
export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** All that the model asks of a customer; times since the first purchase. */
export interface PurchaseHistory {
  /** Purchases after the first. */
  readonly repeats: number;
  /** When the last was; 0 without any after the first. */
  readonly recency: number;
  /** How long the customer has been watched. */
  readonly age: number;
}

const SEARCH = { step: 0.5, evaluations: 2000, tolerance: 1e-10 };
/** Parameters beyond these say that the data do not determine them. */
const RANGE = [1e-4, 1e4] as const;
const NEAR_ONE = 1e-5;

export interface FitBgNbdOptions {
  /**
   * Gives the logarithms of the parameters, in units of the mean age, normal priors around 0 with this standard deviation. Where
   * nobody leaves the likelihood grows for ever as a / b falls; a weak prior stops that (packages penalise parameters for
   * it), and says nothing beside many histories. None: the data alone.
   */
  readonly priorDeviation?: number;
}

/** The parameters of the greatest likelihood (or posterior); null where the data determine none. */
export function fitBgNbd(
  histories: readonly PurchaseHistory[],
  { priorDeviation = Number.POSITIVE_INFINITY }: FitBgNbdOptions = {},
): BgNbd | null {
  const scale = histories.reduce((sum, { age }) => sum + age, 0) / histories.length;
  if (!(scale > 0) || histories.every(({ repeats }) => repeats === 0)) return null;
  // In units of the mean age alpha is near one, as the others are, whatever unit the times have.
  const scaled = histories.map(({ repeats, recency, age }) => ({
    repeats,
    recency: recency / scale,
    age: age / scale,
  }));
  const { at, converged } = minimise(
    (logs) => {
      const squares = logs.reduce((sum, log) => sum + (log / priorDeviation) ** 2, 0);
      return (squares / 2 - logLikelihood(readParameters(logs), scaled)) / scaled.length;
    },
    [0, 0, 0, 0],
    SEARCH,
  );
  const parameters = readParameters(at);
  const isInside = Object.values(parameters).every((value) => value > RANGE[0] && value < RANGE[1]);
  return converged && isInside ? { ...parameters, alpha: parameters.alpha * scale } : null;
}

/** The log likelihood of the histories, with its terms in the order of the paper's appendix. */
export function logLikelihood({ r, alpha, a, b }: BgNbd, histories: readonly PurchaseHistory[]): number {
  const most = histories.reduce((max, { repeats }) => Math.max(max, repeats), 0);
  const constant = r * Math.log(alpha) - logGamma(r) - logBeta(a, b);
  const counted = Array.from({ length: most + 1 }, (_, x) => constant + logGamma(r + x) + logBeta(a, b + x));
  let sum = 0;
  for (const { repeats: x, recency, age } of histories) {
    const alive = -(r + x) * Math.log(alpha + age);
    sum += counted[x]! + alive;
    if (x > 0) sum += Math.log1p((a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x));
  }
  return sum;
}

/** How likely it is that the customer has not left; 1 for who bought once, since leaving follows a repeat purchase. */
export function probabilityAlive(
  { r, alpha, a, b }: BgNbd,
  { repeats: x, recency, age }: PurchaseHistory,
): number {
  if (x === 0) return 1;
  return 1 / (1 + (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x));
}

/** How likely at least one purchase is within the time from now on: who left makes none, who did not is a Poisson process. */
export function purchaseProbability(model: BgNbd, history: PurchaseHistory, time: number): number {
  const { r, alpha } = model;
  const none = ((alpha + history.age) / (alpha + history.age + time)) ** (r + history.repeats);
  return probabilityAlive(model, history) * (1 - none);
}

/** How many purchases are to be expected within the time from now on (the paper's equation 10). */
export function expectedPurchases(model: BgNbd, history: PurchaseHistory, time: number): number {
  const { r, alpha, b } = model;
  // At a = 1 numerator and denominator vanish together; beside it the limit is met to five digits.
  const a = Math.abs(model.a - 1) < NEAR_ONE ? 1 + NEAR_ONE : model.a;
  const { repeats: x, age } = history;
  const shape = r + x;
  const c = a + b + x - 1;
  const z = time / (alpha + age + time);
  const stay = (1 - z) ** shape * hypergeometric(shape, b + x, c, z);
  return (c / (a - 1)) * (1 - stay) * probabilityAlive(model, history);
}

function readParameters(logs: readonly number[]): BgNbd {
  const [r, alpha, a, b] = logs.map(Math.exp);
  return { r: r!, alpha: alpha!, a: a!, b: b! };
}
