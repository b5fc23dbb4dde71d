/** What models of a yes-or-no outcome have besides the contract of all models. */

import type { ArtifactFiles } from '../domain/artifact.ts';
import type { CalibrationReport } from './calibrate.ts';
import type { Learner } from './learner.ts';

/** Contacts as of cutoffs; callers hand in raw features, scaling is the model's business. */
export interface FeatureSet {
  readonly featureNames: readonly string[];
  readonly rows: number;
  /** rows x features, row-major. What is unknown is NaN. */
  readonly x: Float32Array;
}

/** Examples: with what became of each. */
export interface TrainingSet extends FeatureSet {
  /** 1 where the outcome came within the outcome window, else 0. */
  readonly y: Uint8Array | Float32Array;
}

export const MODEL_KINDS = [
  'logistic-regression',
  'reference-network',
  'ensemble-network',
  'gradient-boosting',
  'ensemble-with-trees',
  'purchase-rhythm',
] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

/** The losses after one pass over the training set. */
export interface FitProgress {
  readonly epoch: number;
  readonly epochs: number;
  readonly trainLogLoss: number;
  readonly validationLogLoss: number;
}

export interface FitOptions {
  /** The same seed on the same backend of the same machine gives the same weights. */
  readonly seed: number;
  /** How long the window of the labels is; only a model of purchases over time needs to know. */
  readonly outcomeWindowDays?: number | undefined;
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
  /**
   * A trained model of the same kind to begin from, in at most half the epochs. It begins anew where the other was built
   * with other options or for other features. That it knows nothing of later rows is the caller's business.
   */
  readonly startFrom?: Model | undefined;
}

/** How a training went; saved with its run. */
export interface FitReport {
  /** What computed it: a TensorFlow.js backend, or `plain` for plain JavaScript. */
  readonly backend: string;
  readonly seed: number;
  readonly rows: number;
  readonly positives: number;
  readonly epochs: readonly FitProgress[];
  /** The epoch whose weights were kept; 0 where none was better than the start of a warm training. */
  readonly bestEpoch: number;
  /** Of those weights, before they were calibrated; of a model made of others, each of which is calibrated by itself, after that. */
  readonly validationLogLoss: number;
  /** Whether it began from another model's weights. */
  readonly warm: boolean;
  /** How the probabilities were calibrated; absent where the model does not. */
  readonly calibration?: CalibrationReport;
}

/** What a model knows of its inputs: their names in order, and the training median of each (NaN if never known). */
export interface ModelInputs {
  readonly featureNames: readonly string[];
  readonly medians: Float32Array;
}

export interface ModelTerms {
  /** `validation` only decides when to stop. */
  readonly facts: [training: TrainingSet, validation: TrainingSet, options: FitOptions];
  readonly report: FitReport;
  /** With columns as in `inputs.featureNames`; another width is refused. */
  readonly question: [x: Float32Array, rows: number];
  /** The conversionProbability of each row. */
  readonly answer: Promise<Float32Array>;
}

export interface Model extends Learner<ModelTerms> {
  readonly kind: ModelKind;
  /** Throws `invalid` before `fit` or `load`. */
  readonly inputs: ModelInputs;
  /** What `predict` says, to 1e-5, at once and without a backend: a few rows where none may hold up others. */
  predictFew(x: Float32Array, rows: number): Float32Array;
  /**
   * What each feature makes of each row's conversionProbability against the medians', rows x features: integrated gradients
   * from the medians (Shapley values where there are no gradients). A row's add up to the difference of the two probabilities.
   */
  attribute(x: Float32Array, rows: number): Promise<Float32Array>;
  /** At once. */
  load(files: ArtifactFiles): void;
}
