/** How a fit went that plain JavaScript solves in one pass. */

import { logLoss } from '../statistics/log-loss.ts';
import { countPositives } from './check-training-set.ts';
import type { FitOptions, FitReport, Model, TrainingSet } from './model.ts';

/** Of a model that has just been fitted; its only epoch is told on the way. */
export function reportPlainFit(
  model: Pick<Model, 'predictFew'>,
  { training, validation }: { readonly training: TrainingSet; readonly validation: TrainingSet },
  { seed, onProgress }: FitOptions,
): FitReport {
  const lossOf = ({ x, y, rows }: TrainingSet) => logLoss(y, model.predictFew(x, rows));
  const epoch = {
    epoch: 1,
    epochs: 1,
    trainLogLoss: lossOf(training),
    validationLogLoss: lossOf(validation),
  };
  onProgress?.(epoch);
  return {
    backend: 'plain',
    seed,
    rows: training.rows,
    positives: countPositives(training),
    epochs: [epoch],
    bestEpoch: 1,
    validationLogLoss: epoch.validationLogLoss,
    warm: false,
  };
}
