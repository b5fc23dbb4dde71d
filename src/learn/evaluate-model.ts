/** How good a model is on rows it has not seen, each metric beside what knowing only the base rate would give. */

import type { ModelMetrics } from '../domain/model-run.ts';
import { AppError } from '../errors.ts';
import { expectedCalibrationError, observedToExpected, reliabilityBins } from '../statistics/calibration.ts';
import { confusionAt } from '../statistics/confusion.ts';
import type { Interval } from '../statistics/interval.ts';
import { logLoss, rowLogLoss } from '../statistics/log-loss.ts';
import { type LevelInterval, pairedInterval, skewedMeanInterval } from '../statistics/mean-interval.ts';
import { bestF1Threshold, prAuc, rocAuc } from '../statistics/ranking.ts';
import type { Model, TrainingSet } from './model.ts';

/** A model's probabilities on a test set, and the metrics made of them. */
export interface Evaluation {
  readonly probabilities: Float32Array;
  readonly metrics: ModelMetrics;
}

/**
 * Evaluates a model on the test set. Accuracy, precision, recall and F1 are taken at the threshold that gives the best
 * F1 on the validation set, never on the test set. Throws `invalid` when the test set shows only one outcome.
 */
export async function evaluateModel(
  model: Model,
  validation: TrainingSet,
  test: TrainingSet,
): Promise<Evaluation> {
  const threshold = bestF1Threshold(validation.y, await model.predict(validation.x, validation.rows));
  const probabilities = await model.predict(test.x, test.rows);
  return { probabilities, metrics: computeMetrics(test.y, probabilities, threshold) };
}

/**
 * Metrics of probabilities. `baseRateLogLoss` and `baseRateAccuracy` are those of the best constant, which knows the
 * base rate of these very rows; PR-AUC compares with `baseRate` itself, ROC-AUC with one half.
 */
export function computeMetrics(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  threshold: number,
): ModelMetrics & Required<Pick<ModelMetrics, 'observedToExpected' | 'reliability'>> {
  const { accuracy, precision, recall, f1, ...counts } = confusionAt(threshold, labels, probabilities);
  const positives = counts.truePositives + counts.falseNegatives;
  const baseRate = positives / labels.length;
  const areas = { rocAuc: rocAuc(labels, probabilities), prAuc: prAuc(labels, probabilities) };
  if (areas.rocAuc === null || areas.prAuc === null)
    throw new AppError('invalid', sayOneOutcome(labels.length, positives));
  const reliability = reliabilityBins(labels, probabilities);
  return {
    rows: labels.length,
    positives,
    baseRate,
    logLoss: logLoss(labels, probabilities),
    baseRateLogLoss: logLoss(labels, new Float64Array(labels.length).fill(baseRate)),
    threshold,
    accuracy,
    baseRateAccuracy: Math.max(baseRate, 1 - baseRate),
    precision,
    recall,
    f1,
    rocAuc: areas.rocAuc,
    prAuc: areas.prAuc,
    calibrationError: expectedCalibrationError(reliability),
    observedToExpected: observedToExpected(labels, probabilities),
    reliability,
  };
}

/** The 95% interval of the first model's log loss minus the second's, over the same rows (paired bootstrap). */
export function compareLogLoss(
  labels: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  seed: number,
): Interval {
  return pairedInterval(rowLogLoss(labels, first), rowLogLoss(labels, second), seed);
}

/** The same, missed on either side with probability `tail`: for one comparison of many. */
export function compareLogLossAt(
  labels: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  tail: number,
): LevelInterval {
  const others = rowLogLoss(labels, second);
  return skewedMeanInterval(
    rowLogLoss(labels, first).map((loss, row) => loss - others[row]!),
    tail,
  );
}

function sayOneOutcome(rows: number, positives: number): string {
  const what = positives === 0 ? 'nobody ordered' : 'everybody ordered';
  return (
    `Cannot judge a model: of ${rows} test examples ${what}. ` +
    'Import newer orders, or choose a longer (or shorter) outcome window.'
  );
}
