/** Metrics stand beside what the base rate alone gives, and two models are compared on the same rows. */

import { describe, expect, it } from 'vitest';
import { compareLogLoss, computeMetrics, evaluateModel } from '../../src/learn/evaluate-model.ts';
import { LogisticRegression } from '../../src/learn/logistic-regression.ts';
import { bestF1Threshold } from '../../src/statistics/ranking.ts';
import { buildTrainingSet } from './build-training-set.ts';

describe('computeMetrics', () => {
  it('gives each metric, and the best constant beside it', () => {
    const metrics = computeMetrics([1, 0, 0, 0], [0.8, 0.6, 0.2, 0.2], 0.7);
    expect(metrics).toMatchObject({
      rows: 4,
      positives: 1,
      baseRate: 0.25,
      threshold: 0.7,
      accuracy: 1,
      baseRateAccuracy: 0.75,
      precision: 1,
      recall: 1,
      f1: 1,
      rocAuc: 1,
      prAuc: 1,
    });
    expect(metrics.logLoss).toBeCloseTo(-(Math.log(0.8) + Math.log(0.4) + 2 * Math.log(0.8)) / 4, 12);
    expect(metrics.baseRateLogLoss).toBeCloseTo(-(Math.log(0.25) + 3 * Math.log(0.75)) / 4, 12);
  });

  it('refuses to judge by rows that all had one outcome, and says what to do', () => {
    const invalid = { code: 'invalid', message: expect.stringContaining('Import newer orders') };
    expect(() => computeMetrics([0, 0], [0.1, 0.2], 0.5)).toThrow(expect.objectContaining(invalid));
    expect(() => computeMetrics([1, 1], [0.1, 0.2], 0.5)).toThrow(expect.objectContaining(invalid));
  });
});

describe('evaluateModel', () => {
  it('takes its threshold from the validation set, whatever the test set would prefer', async () => {
    const model = new LogisticRegression();
    const validation = buildTrainingSet(800, 2);
    await model.fit(buildTrainingSet(800, 1), validation, { seed: 1 });
    const threshold = bestF1Threshold(validation.y, await model.predict(validation.x, validation.rows));
    const test = buildTrainingSet(800, 3);
    const { metrics, probabilities } = await evaluateModel(model, validation, test);
    expect(metrics.threshold).toBe(threshold);
    expect(metrics.threshold).not.toBe(bestF1Threshold(test.y, probabilities));
  });
});

describe('compareLogLoss', () => {
  it('is sure of a model that is better on every row, and unsure of one that merely wins by luck', () => {
    const labels = Array.from({ length: 200 }, (_, row) => row % 2);
    const half = labels.map(() => 0.5);
    const better = labels.map((label) => (label ? 0.7 : 0.3));
    const lucky = labels.map((_, row) => (row === 0 ? 0.4 : row % 4 < 2 ? 0.52 : 0.48));
    expect(compareLogLoss(labels, better, half, 1)).toMatchObject({
      high: expect.closeTo(Math.log(0.5 / 0.7), 6),
    });
    const unsure = compareLogLoss(labels, lucky, half, 1);
    expect(unsure.low).toBeLessThan(0);
    expect(unsure.high).toBeGreaterThan(0);
    expect(compareLogLoss(labels, lucky, half, 1)).toEqual(unsure);
  });
});
