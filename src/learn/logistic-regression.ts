/** The baseline: logistic regression on recency and frequency, which every other model has to beat. */

import type { ArtifactFiles } from '../domain/artifact.ts';
import { AppError } from '../errors.ts';
import { checkTrainingSets, checkWidth } from './check-training-set.ts';
import { fitLogisticWeights, predictLogistic } from './fit-logistic-weights.ts';
import type { FitOptions, FitReport, Model, ModelInputs, TrainingSet } from './model.ts';
import { checkWeights, packModel, type TrainedState, unpackModel } from './pack-model.ts';
import { reportPlainFit } from './report-plain-fit.ts';
import { columnMedians, learnScaling, scaleFeatures } from './scale-features.ts';

/** Days since the last order, and how many orders there were: what a shop would look at first. */
const RECENCY_AND_FREQUENCY: readonly string[] = ['recencyDays', 'orderCount'];

const L2 = 1;

/** A logit that changes less is taken as constant: the quotient of two such small differences would be noise. */
const STILL = 1e-3;

export class LogisticRegression implements Model {
  readonly kind = 'logistic-regression';
  readonly config: { readonly features: readonly string[]; readonly l2: number };
  private trained: TrainedState | undefined;

  constructor(features: readonly string[] = RECENCY_AND_FREQUENCY) {
    this.config = { features, l2: L2 };
  }

  get inputs(): ModelInputs {
    return this.state.inputs;
  }

  async fit(training: TrainingSet, validation: TrainingSet, options: FitOptions): Promise<FitReport> {
    checkTrainingSets(training, validation);
    const scaling = learnScaling(training, this.findColumns(training.featureNames));
    const inputs = { featureNames: training.featureNames, medians: columnMedians(training) };
    const weights = fitLogisticWeights(scaleFeatures(scaling, training.x, training.rows), training.y, L2);
    this.trained = { inputs, scaling, weights };
    return reportPlainFit(this, { training, validation }, options);
  }

  async predict(x: Float32Array, rows: number): Promise<Float32Array> {
    return this.predictFew(x, rows);
  }

  predictFew(x: Float32Array, rows: number): Float32Array {
    const { inputs, scaling, weights } = this.state;
    checkWidth(x, rows, inputs.featureNames.length);
    return predictLogistic(weights, scaleFeatures(scaling, x, rows), rows);
  }

  /** The logit is straight, so a column's share of the difference is that of the logit's that it makes. */
  async attribute(x: Float32Array, rows: number): Promise<Float32Array> {
    const { inputs, scaling, weights } = this.state;
    const features = inputs.featureNames.length;
    checkWidth(x, rows, features);
    const { columns } = scaling;
    const [typical, scaled] = [scaleFeatures(scaling, inputs.medians, 1), scaleFeatures(scaling, x, rows)];
    const [from] = predictLogistic(weights, typical, 1);
    const attributions = new Float32Array(rows * features);
    predictLogistic(weights, scaled, rows).forEach((probability, row) => {
      const steps = columns.map(
        (_, at) => weights[at]! * (scaled[row * columns.length + at]! - typical[at]!),
      );
      const whole = steps.reduce((sum, step) => sum + step, 0);
      const slope = Math.abs(whole) > STILL ? (probability - from!) / whole : from! * (1 - from!);
      columns.forEach((column, at) => {
        attributions[row * features + column]! += slope * steps[at]!;
      });
    });
    return attributions;
  }

  save(): ArtifactFiles {
    return packModel(this.kind, this.state);
  }

  load(files: ArtifactFiles): void {
    const saved = unpackModel(this.kind, files);
    checkWeights(this.kind, saved, saved.scaling.columns.length + 1);
    this.trained = saved;
  }

  private get state(): TrainedState {
    if (this.trained) return this.trained;
    throw new AppError('invalid', 'This logistic regression knows nothing yet: fit it, or load a saved one.');
  }

  private findColumns(featureNames: readonly string[]): number[] {
    const missing = this.config.features.filter((name) => !featureNames.includes(name));
    if (missing.length === 0) return this.config.features.map((name) => featureNames.indexOf(name));
    throw new AppError(
      'invalid',
      `The baseline needs the features ${missing.join(', ')}, which the training set does not have. ` +
        'Compute them, or name others for it.',
    );
  }
}
