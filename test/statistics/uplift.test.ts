/** Uplift at a share and the Qini area, against counts made by hand. */

import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/statistics/random.ts';
import { qiniPerTreated, upliftAt } from '../../src/statistics/uplift.ts';

/** Whom the treatment moves come first: two of four treated and no other have the outcome. */
const rows = {
  scores: [4, 4, 3, 3, 2, 2, 1, 1],
  treated: [1, 0, 1, 0, 1, 0, 1, 0],
  outcomes: [1, 0, 1, 0, 0, 0, 0, 0],
};

describe('upliftAt', () => {
  it('is the difference of the rates among the best scored', () => {
    expect(upliftAt(0.5, rows)).toBe(1);
    expect(upliftAt(1, rows)).toBe(0.5);
  });

  it('keeps equal scores together', () => {
    expect(upliftAt(0.125, rows)).toBe(1);
    expect(upliftAt(0.3, { ...rows, scores: new Float64Array(8) })).toBe(0.5);
  });
});

describe('qiniPerTreated', () => {
  it('is the area above the line of random targeting', () => {
    // The curve passes (0, 0), (1/4, 1/4), (1/2, 1/2), (3/4, 1/2), (1, 1/2): 0.375 - 0.25.
    expect(qiniPerTreated(rows)).toBeCloseTo(0.125, 12);
    expect(qiniPerTreated({ ...rows, scores: rows.scores.map((score) => -score) })).toBeCloseTo(-0.125, 12);
  });

  it('is nothing for one score for all, and near nothing for scores by lot', () => {
    expect(qiniPerTreated({ ...rows, scores: new Float64Array(8) })).toBe(0);
    const random = createRandom(1);
    const many = 20_000;
    const treated = Uint8Array.from({ length: many }, () => random.integer(2));
    const outcomes = treated.map((one) => (random.uniform() < 0.1 + 0.1 * one ? 1 : 0));
    const scores = Float64Array.from({ length: many }, () => random.uniform());
    expect(Math.abs(qiniPerTreated({ scores, treated, outcomes }))).toBeLessThan(0.003);
  });
});
