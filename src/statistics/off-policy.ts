/** What another policy would have earned, estimated from what the logged one did. */

import { type Interval, NORMAL_95 } from './interval.ts';
import { meanInterval } from './mean-interval.ts';

/** One logged decision. */
export interface LoggedDecision {
  readonly reward: number;
  /** How likely the logging policy was to take the action that it took; above 0. */
  readonly assignmentProbability: number;
  /** How likely the policy in question is to take that same action. */
  readonly targetProbability: number;
  /** The reward that a model expects of the action taken, and of the policy in question on average: for DR only. */
  readonly expectedOfTaken: number;
  readonly expectedOfTarget: number;
}

/**
 * Inverse propensity scoring: the mean of reward times target over logged probability. Unbiased; Student's interval, which is
 * right only where many decisions carry the sum. Horvitz and Thompson, JASA 47 (1952).
 */
export function estimateIps(log: readonly LoggedDecision[]): Interval {
  return meanInterval(log.map((one) => weightOf(one) * one.reward));
}

/**
 * Self-normalised: the weighted mean of the rewards, biased by about 1 / n and steadier. Its interval is from the delta
 * method. Swaminathan and Joachims, "The self-normalized estimator for counterfactual learning", NIPS 2015.
 * NaN where the policy in question would never have acted as logged.
 */
export function estimateSnips(log: readonly LoggedDecision[]): Interval {
  const weights = log.map(weightOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const estimate = log.reduce((sum, one, at) => sum + weights[at]! * one.reward, 0) / total;
  const squares = log.reduce((sum, one, at) => sum + (weights[at]! * (one.reward - estimate)) ** 2, 0);
  const halfWidth = (NORMAL_95 * Math.sqrt(squares)) / total;
  return { estimate, low: estimate - halfWidth, high: estimate + halfWidth };
}

/**
 * Doubly robust: what the model expects of the policy, mended by the weighted residuals; unbiased if either the logged
 * probabilities or the model are right. The model must not have learnt from these decisions.
 * Dudik, Langford and Li, "Doubly robust policy evaluation and learning", ICML 2011.
 */
export function estimateDr(log: readonly LoggedDecision[]): Interval {
  return meanInterval(
    log.map((one) => one.expectedOfTarget + weightOf(one) * (one.reward - one.expectedOfTaken)),
  );
}

function weightOf({ targetProbability, assignmentProbability }: LoggedDecision): number {
  return targetProbability / assignmentProbability;
}
