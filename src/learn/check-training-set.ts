/** Refuses data that no model can learn from or predict on, and says what to do about it. */

import { AppError } from '../errors.ts';
import type { FeatureSet, TrainingSet } from './model.ts';

/** How many rows of the set had the outcome. */
export function countPositives(set: TrainingSet): number {
  let positives = 0;
  for (const label of set.y) if (label > 0.5) positives += 1;
  return positives;
}

/** Throws `invalid` unless both sets are well formed and the training set shows both outcomes. */
export function checkTrainingSets(training: TrainingSet, validation: TrainingSet): void {
  checkRows(training, training.y, 'training');
  checkRows(validation, validation.y, 'validation');
  if (training.featureNames.join() !== validation.featureNames.join()) {
    throw new AppError(
      'invalid',
      'Training and validation set have different features: build both in one go.',
    );
  }
  const positives = countPositives(training);
  if (positives > 0 && positives < training.rows) return;
  const what = positives === 0 ? 'none of them ordered' : 'all of them ordered';
  throw new AppError(
    'invalid',
    `Cannot train: of ${training.rows} examples ${what} within the outcome window, so there is nothing to tell ` +
      'apart. Import more history, or choose a longer (or shorter) outcome window.',
  );
}

/** Throws `invalid` unless `x` holds exactly `rows` rows of the features. */
export function checkWidth(x: Float32Array, rows: number, features: number): void {
  if (x.length === rows * features) return;
  throw new AppError(
    'invalid',
    `This model needs ${features} features a row, but ${rows} rows came with ${x.length} values. ` +
      'Compute the features in its own list and order (inputs.featureNames), or train again.',
  );
}

/** Throws `invalid` unless there are rows, each of all features and with a label. */
export function checkRows(set: FeatureSet, labels: ArrayLike<number>, name: string): void {
  if (set.rows === 0) {
    throw new AppError(
      'invalid',
      `The ${name} set has no rows. Import more history, or choose earlier cutoffs.`,
    );
  }
  if (labels.length !== set.rows) {
    throw new AppError(
      'invalid',
      `The ${name} set has ${set.rows} rows but ${labels.length} labels. Build it anew from the events.`,
    );
  }
  checkWidth(set.x, set.rows, set.featureNames.length);
}
