/** Off-policy estimates find the value of a policy that did not log. */

import { describe, expect, it } from 'vitest';
import {
  estimateDr,
  estimateIps,
  estimateSnips,
  type LoggedDecision,
} from '../../src/statistics/off-policy.ts';
import { createRandom } from '../../src/statistics/random.ts';

const LOGGED = [0.8, 0.2];
const TARGET = [0.3, 0.7];
const REWARDS = [0.1, 0.4];
const TRUTH = 0.3 * 0.1 + 0.7 * 0.4;

function drawLog(decisions: number, expected = REWARDS, shift = 1): LoggedDecision[] {
  const random = createRandom(9);
  return Array.from({ length: decisions }, () => {
    const action = random.weightedIndex(LOGGED);
    return {
      reward: random.uniform() < REWARDS[action]! ? 1 : 0,
      assignmentProbability: LOGGED[action]! * shift,
      targetProbability: TARGET[action]!,
      expectedOfTaken: expected[action]!,
      expectedOfTarget: TARGET[0]! * expected[0]! + TARGET[1]! * expected[1]!,
    };
  });
}

describe.each([
  ['IPS', estimateIps],
  ['SNIPS', estimateSnips],
  ['DR', estimateDr],
] as const)('%s', (_, estimate) => {
  it('is near the truth, and its interval holds it', () => {
    const found = estimate(drawLog(20_000));
    expect(found.estimate).toBeCloseTo(TRUTH, 1);
    expect(found.low).toBeLessThan(TRUTH);
    expect(found.high).toBeGreaterThan(TRUTH);
    expect(found.high - found.low).toBeLessThan(0.05);
  });

  it('gives back what was earned when both policies are one', () => {
    const log = drawLog(1000, [0, 0]).map((one) => ({
      ...one,
      targetProbability: one.assignmentProbability,
    }));
    const earned = log.reduce((sum, { reward }) => sum + reward, 0) / log.length;
    expect(estimate(log).estimate).toBeCloseTo(earned, 12);
  });
});

it('DR survives a wrong model or wrong logged probabilities, IPS not the latter', () => {
  expect(estimateDr(drawLog(40_000, [0.5, 0.5])).estimate).toBeCloseTo(TRUTH, 1);
  expect(Math.abs(estimateDr(drawLog(40_000, REWARDS, 0.5)).estimate - TRUTH)).toBeLessThan(0.02);
  expect(Math.abs(estimateIps(drawLog(40_000, REWARDS, 0.5)).estimate - TRUTH)).toBeGreaterThan(0.2);
});
