/** Calibration is learnt on what was said of rows when others stopped the training, and chosen by rows that it was not learnt on. */

import { describe, expect, it } from 'vitest';
import { chooseCalibration, holdOut } from '../../src/learn/calibrate.ts';
import type { TrainingSet } from '../../src/learn/model.ts';
import { applyCalibration } from '../../src/statistics/apply-calibration.ts';
import { logLoss } from '../../src/statistics/log-loss.ts';
import { createRandom } from '../../src/statistics/random.ts';

/** Rows whose only feature is what a network says of them, and whose outcomes come as the truth would have it. */
function drawRows(rows: number, truth: (said: number) => number): TrainingSet {
  const random = createRandom(7);
  const x = Float32Array.from({ length: rows }, () => random.uniform());
  return {
    featureNames: ['said'],
    rows,
    x,
    y: Uint8Array.from(x, (said) => (random.uniform() < truth(said) ? 1 : 0)),
  };
}
const choose = (set: TrainingSet) => chooseCalibration(set.y, set.x);
const odds = (p: number) => p / (1 - p);

describe('holdOut', () => {
  const y = Uint8Array.of(1, 1, 0, 0);
  /** Two rows that are told well, two that are told badly; rows of one outcome fall into halves in turn. */
  const good = { first: Float32Array.of(0.9, 0.4, 0.1, 0.6), second: Float32Array.of(0.4, 0.9, 0.6, 0.1) };

  it('stops by all rows', () => {
    const loss = holdOut({ y }).validate(good.first);
    expect(loss).toBeCloseTo(logLoss(y, good.first), 6);
  });

  it('keeps of each half what was said when the other was at its best, and of no row by its own', () => {
    const heldOut = holdOut({ y });
    heldOut.validate(good.first);
    heldOut.validate(good.second);
    // Rows 0 and 2 were at their best first, so rows 1 and 3 are held as of then, and the other way round.
    expect(heldOut.probabilities).toEqual(Float32Array.of(0.4, 0.4, 0.6, 0.6));
    heldOut.validate(Float32Array.of(0.2, 0.2, 0.8, 0.8));
    expect(heldOut.probabilities).toEqual(Float32Array.of(0.4, 0.4, 0.6, 0.6));
  });
});

describe('chooseCalibration', () => {
  it('leaves right probabilities nearly alone', () => {
    const { calibration } = choose(drawRows(3000, (p) => p));
    const probabilities = Float32Array.of(0.1, 0.5, 0.9);
    applyCalibration(calibration, probabilities).forEach((probability, at) => {
      expect(Math.abs(probability - probabilities[at]!)).toBeLessThan(0.05);
    });
  });

  it('takes one temperature where that is what is wrong', () => {
    const { calibration, report } = choose(drawRows(3000, (p) => 1 / (1 + odds(p) ** -0.5)));
    expect(calibration).toMatchObject({ kind: 'temperature' });
    expect((calibration as { temperature: number }).temperature).toBeCloseTo(2, 0);
    expect(report.logLoss.temperature).toBeLessThan(report.logLoss.none! - 0.02);
    expect(report.logLoss.temperature).toBeLessThanOrEqual(report.logLoss.isotonic!);
  });

  it('takes a curve where no temperature will do, and only from enough rows', () => {
    const truth = (p: number) => (p < 0.6 ? 0.1 : 0.6);
    const { calibration, report } = choose(drawRows(3000, truth));
    expect(report).toMatchObject({ kind: 'isotonic', rows: 3000 });
    expect(Math.abs(applyCalibration(calibration, Float32Array.of(0.3))[0]! - 0.1)).toBeLessThan(0.05);
    const few = choose(drawRows(200, truth)).report;
    expect(few.kind).toBe('temperature');
    expect(few.why).toContain('isotonic regression 500');
    const none = choose(drawRows(30, truth)).report;
    expect(none).toMatchObject({ kind: 'none', logLoss: { none: expect.any(Number) } });
    expect(Object.keys(none.logLoss)).toEqual(['none']);
  });
});
