/** Metrics against values worked out by hand or published with scikit-learn. */

import { describe, expect, it } from 'vitest';
import {
  expectedCalibrationError,
  observedToExpected,
  reliabilityBins,
} from '../../src/statistics/calibration.ts';
import { confusionAt } from '../../src/statistics/confusion.ts';
import { logLoss, rowLogLoss } from '../../src/statistics/log-loss.ts';
import { median, quantile } from '../../src/statistics/quantile.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { bestF1Threshold, prAuc, rocAuc } from '../../src/statistics/ranking.ts';

// The example in scikit-learn's documentation of roc_auc_score and average_precision_score.
const labels = [0, 0, 1, 1];
const scores = [0.1, 0.4, 0.35, 0.8];

describe('rocAuc', () => {
  it('gives the published value of the documentation example', () => {
    expect(rocAuc(labels, scores)).toBe(0.75);
  });

  it('counts a tie as half, whatever the order of the rows', () => {
    expect(rocAuc([1, 0], [0.5, 0.5])).toBe(0.5);
    expect(rocAuc([0, 1, 1, 0], [0.5, 0.5, 0.5, 0.2])).toBe(0.75);
  });

  it('agrees with counting every pair', () => {
    const random = createRandom(1);
    const y = Array.from({ length: 300 }, () => random.integer(2));
    const p = y.map((label) => Math.round(10 * (random.uniform() + 0.3 * label)) / 10);
    let wins = 0;
    let pairs = 0;
    for (let i = 0; i < y.length; i += 1) {
      for (let j = 0; j < y.length; j += 1) {
        if (y[i] !== 1 || y[j] !== 0) continue;
        pairs += 1;
        wins += p[i]! > p[j]! ? 1 : p[i] === p[j] ? 0.5 : 0;
      }
    }
    expect(rocAuc(y, p)).toBeCloseTo(wins / pairs, 12);
  });

  it('is undefined for one class', () => {
    expect(rocAuc([1, 1], [0.2, 0.3])).toBeNull();
  });
});

describe('prAuc', () => {
  it('gives the published value of the documentation example', () => {
    expect(prAuc(labels, scores)).toBeCloseTo(0.8333333, 7);
  });

  it('is the base rate when every score is the same', () => {
    expect(prAuc([1, 0, 0, 0], [0.3, 0.3, 0.3, 0.3])).toBe(0.25);
  });

  it('is undefined without positives', () => {
    expect(prAuc([0, 0], [0.2, 0.3])).toBeNull();
  });
});

describe('bestF1Threshold', () => {
  it('takes the score at which F1 is highest', () => {
    expect(bestF1Threshold(labels, scores)).toBe(0.35);
    expect(confusionAt(0.35, labels, scores).f1).toBeCloseTo(0.8, 12);
  });

  it('falls back to one half without positives', () => {
    expect(bestF1Threshold([0, 0], [0.1, 0.9])).toBe(0.5);
  });
});

describe('confusionAt', () => {
  it('counts and divides', () => {
    expect(confusionAt(0.5, [1, 1, 1, 0, 0, 0, 0, 0], [0.9, 0.5, 0.1, 0.8, 0.4, 0.3, 0.2, 0.1])).toEqual({
      threshold: 0.5,
      truePositives: 2,
      falsePositives: 1,
      trueNegatives: 4,
      falseNegatives: 1,
      accuracy: 0.75,
      precision: 2 / 3,
      recall: 2 / 3,
      f1: 2 / 3,
    });
  });

  it('gives 0, not NaN, when nothing is called positive', () => {
    expect(confusionAt(0.99, [1, 0], [0.2, 0.3])).toMatchObject({ precision: 0, recall: 0, f1: 0 });
  });
});

describe('logLoss', () => {
  it('is the mean of minus the log of what the truth was given', () => {
    expect(logLoss([1, 0], [0.8, 0.4])).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2, 12);
    expect(rowLogLoss([1, 0], [0.5, 0.5])).toEqual(Float64Array.of(Math.LN2, Math.LN2));
  });

  it('stays finite for a certain mistake', () => {
    expect(logLoss([1], [0])).toBeCloseTo(16.118, 3);
  });
});

describe('observedToExpected', () => {
  it('is worked out by hand', () => {
    // 3 came, 1 + 0.5 + 0.5 were foretold, with a variance of 0.25 + 0.25.
    const { estimate, low, high } = observedToExpected([1, 1, 1], [1, 0.5, 0.5]);
    expect(estimate).toBeCloseTo(1.5, 12);
    expect(low).toBeCloseTo((3 - 1.959964 * Math.sqrt(0.5)) / 2, 6);
    expect(high).toBeCloseTo((3 + 1.959964 * Math.sqrt(0.5)) / 2, 6);
  });

  it('holds 1 in about 95 of 100 samples of outcomes that the probabilities describe', () => {
    const random = createRandom(11);
    let held = 0;
    for (let sample = 0; sample < 500; sample += 1) {
      const p = Array.from({ length: 200 }, () => 0.4 * random.uniform());
      const { low, high } = observedToExpected(
        p.map((each) => (random.uniform() < each ? 1 : 0)),
        p,
      );
      if (low <= 1 && high >= 1) held += 1;
    }
    expect(held / 500).toBeGreaterThan(0.92);
    expect(held / 500).toBeLessThan(0.98);
  });
});

describe('reliabilityBins and expectedCalibrationError', () => {
  const errorOf = (labels: number[], probabilities: number[], bins?: number) =>
    expectedCalibrationError(reliabilityBins(labels, probabilities, bins));

  it('are worked out by hand over two bins', () => {
    // Bins {0.1, 0.2} and {0.6, 0.9}: sums 0.3 against 1 and 1.5 against 1.
    const bins = reliabilityBins([0, 1, 1, 0], [0.9, 0.2, 0.6, 0.1], 2);
    expect(bins).toEqual([
      { rows: 2, positives: 1, meanProbability: expect.closeTo(0.15, 12) },
      { rows: 2, positives: 1, meanProbability: expect.closeTo(0.75, 12) },
    ]);
    expect(expectedCalibrationError(bins)).toBeCloseTo((0.7 + 0.5) / 4, 12);
  });

  it('do not fall to pieces behind many equal probabilities', () => {
    const p = Array.from({ length: 100 }, (_, row) => (row < 85 ? 0.1 : 0.2 + row / 1_000));
    const sizes = reliabilityBins(new Array(100).fill(0), p).map(({ rows }) => rows);
    expect(sizes).toEqual([85, 5, 10]);
  });

  it('keep equal probabilities together and lose no row', () => {
    const bins = reliabilityBins([1, 0, 0, 1, 1], [0.2, 0.2, 0.2, 0.2, 0.7], 5);
    expect(bins.map(({ rows, positives }) => [rows, positives])).toEqual([
      [4, 2],
      [1, 1],
    ]);
  });

  it('is nothing for the base rate itself, however the labels are sorted', () => {
    const sorted = Array.from({ length: 100 }, (_, i) => (i < 10 ? 1 : 0));
    expect(errorOf(sorted, new Array(100).fill(0.1))).toBeCloseTo(0, 12);
  });

  it('tells honest probabilities from boastful ones', () => {
    const random = createRandom(8);
    const p = Array.from({ length: 20_000 }, () => random.uniform());
    const y = p.map((probability) => (random.uniform() < probability ? 1 : 0));
    const boastful = p.map((probability) => (probability > 0.5 ? 0.99 : 0.01));
    expect(errorOf(y, p)).toBeLessThan(0.02);
    expect(errorOf(y, boastful)).toBeGreaterThan(0.2);
  });
});

describe('quantile and median', () => {
  it("interpolate as R's type 7 does", () => {
    expect(quantile([4, 1, 3, 2], 0.25)).toBe(1.75);
    expect(quantile([4, 1, 3, 2], 1)).toBe(4);
    expect(median([5, 1, 3])).toBe(3);
    expect(median([1, 2])).toBe(1.5);
    expect(median([])).toBeNaN();
  });
});
