/** What every way says is held to what came of contacts that it did not learn from. */

import { describe, expect, it } from 'vitest';
import { applyCorrection, learnCorrection } from '../../../src/learn/heads/correct-heads.ts';
import { type Foretold, KNOWS_NOTHING } from '../../../src/learn/heads/heads.ts';
import { totalToForetold } from '../../../src/statistics/amounts.ts';
import { logLoss } from '../../../src/statistics/log-loss.ts';
import { buildHeadSet } from './build-head-set.ts';

const [held, test] = [buildHeadSet(3000, 2), buildHeadSet(3000, 3)];

/** The planted truth with amounts `factor` too low and chances of leaving too sure. */
function say({ truth }: typeof test, factor: number, sureness = 1) {
  const sure = (p: number) => 1 / (1 + ((1 - p) / p) ** sureness);
  return {
    ...KNOWS_NOTHING,
    leaves: Float32Array.from(truth.leaves, (p) => sure(p)),
    valueCents: Float32Array.from(truth.valueCents, (cents) => cents / factor),
  };
}
const ratio = ({ valueCents }: Foretold) =>
  totalToForetold(test.valueCents, valueCents!, { seed: 1 }).estimate;

describe('the correction of what is foretold', () => {
  it('multiplies what is spent by what came for it, where chance does not explain the difference', () => {
    const correction = learnCorrection(held, say(held, 1.5), 1);
    expect(ratio(say(test, 1.5))).toBeGreaterThan(1.35);
    expect(Math.abs(ratio(applyCorrection(say(test, 1.5), correction)) - 1)).toBeLessThan(0.1);
    expect(learnCorrection(held, say(held, 1), 1).worthFactor).toBe(1);
  });

  it('makes chances of leaving as sure as they are right', () => {
    const labels = [...test.leaves.keys()].filter((row) => !Number.isNaN(test.leaves[row]));
    const lossOf = (leaves: Float32Array | null) =>
      logLoss(
        labels.map((row) => test.leaves[row]!),
        labels.map((row) => leaves![row]!),
      );
    const sure = say(test, 1, 3);
    const corrected = applyCorrection(sure, learnCorrection(held, say(held, 1, 3), 1));
    expect(lossOf(corrected.leaves)).toBeLessThan(lossOf(sure.leaves) - 0.1);
    expect(lossOf(corrected.leaves)).toBeLessThan(lossOf(say(test, 1).leaves) + 0.01);
  });

  it('takes one row a contact to calibrate by, and leaves alone what it has too few rows for or does not know', () => {
    const contactIds = Array.from({ length: held.rows }, (_, row) => `c${row % 10}`);
    expect(learnCorrection({ ...held, contactIds }, say(held, 1, 3), 1).leaves).toEqual({ kind: 'none' });
    expect(learnCorrection(held, KNOWS_NOTHING, 1)).toEqual({ worthFactor: 1, leaves: { kind: 'none' } });
    expect(applyCorrection(KNOWS_NOTHING, { worthFactor: 2, leaves: { kind: 'none' } })).toEqual(
      KNOWS_NOTHING,
    );
    expect(applyCorrection(say(test, 1), undefined)).toEqual(say(test, 1));
  });
});
