/** BG/NBD as a model of the night: how likely an order is by when a contact ordered first, last and how often. */

import type { ArtifactFiles } from '../domain/artifact.ts';
import { AppError } from '../errors.ts';
import { type BgNbd, fitBgNbd, type PurchaseHistory, purchaseProbability } from '../statistics/bg-nbd.ts';
import { checkTrainingSets, checkWidth } from './check-training-set.ts';
import type { FitOptions, FitReport, Model, ModelInputs, TrainingSet } from './model.ts';
import { checkWeights, packModel, type TrainedState, unpackModel } from './pack-model.ts';
import {
  findRhythmColumns,
  RHYTHM_FEATURES,
  readPurchaseHistory,
  thinHistories,
} from './read-purchase-history.ts';
import { reportPlainFit } from './report-plain-fit.ts';
import { columnMedians } from './scale-features.ts';
import { shareByShapley } from './share-by-shapley.ts';

/** Four parameters, the share of newcomers who order, and the window in days. */
const WEIGHTS = 6;
/** Fewer examples of contacts who came back say too little of a rhythm: a judgement, not a measurement. */
const MIN_REPEATED = 300;

/**
 * What four parameters foretell of whoever has ordered, by the probability of at least one order within the outcome
 * window (Fader, Hardie and Lee 2005). Their logarithms have a weak normal prior, without which the likelihood runs off in a shop
 * that nobody leaves. Of who never ordered it knows the share that did so next. It learns from histories, and looks at
 * labels for that share alone.
 */
export class PurchaseRhythm implements Model {
  readonly kind = 'purchase-rhythm';
  readonly config = { features: RHYTHM_FEATURES, model: 'BG/NBD', priorDeviation: 2 } as const;
  private trained: TrainedState | undefined;

  get inputs(): ModelInputs {
    return this.state.inputs;
  }

  async fit(training: TrainingSet, validation: TrainingSet, options: FitOptions): Promise<FitReport> {
    checkTrainingSets(training, validation);
    if (options.outcomeWindowDays === undefined)
      throw new AppError('invalid', 'Purchases over time need a window: say how long the outcome window is.');
    const columns = findRhythmColumns(training.featureNames);
    const { histories, newcomers, ordered } = readTraining(training, columns);
    const fitted = fitBgNbd(thinHistories(histories), this.config);
    if (fitted === null)
      throw new AppError(
        'invalid',
        'How contacts come back follows no rule that could be found. Import more orders.',
      );
    const { r, alpha, a, b } = fitted;
    // Half an order more among one contact more: a share of none would be certainty.
    const newcomerShare = (ordered + 0.5) / (newcomers + 1);
    this.trained = {
      inputs: { featureNames: training.featureNames, medians: columnMedians(training) },
      scaling: { columns, logs: [], means: [], inverseDeviations: [] },
      weights: Float64Array.of(r, alpha, a, b, newcomerShare, options.outcomeWindowDays),
    };
    return reportPlainFit(this, { training, validation }, options);
  }

  async predict(x: Float32Array, rows: number): Promise<Float32Array> {
    return this.predictFew(x, rows);
  }

  predictFew(x: Float32Array, rows: number): Float32Array {
    const { inputs, scaling } = this.state;
    const width = inputs.featureNames.length;
    checkWidth(x, rows, width);
    const typical = scaling.columns.map((column) => inputs.medians[column]!);
    return Float32Array.from({ length: rows }, (_, row) =>
      this.foretell(
        scaling.columns.map((column) => x[row * width + column]!),
        typical,
      ),
    );
  }

  /** Shapley values rather than gradients: between who never ordered and who did there is a jump. */
  async attribute(x: Float32Array, rows: number): Promise<Float32Array> {
    const { inputs, scaling } = this.state;
    const width = inputs.featureNames.length;
    checkWidth(x, rows, width);
    const typical = scaling.columns.map((column) => inputs.medians[column]!);
    const attributions = new Float32Array(x.length);
    for (let row = 0; row < rows; row += 1) {
      const values = scaling.columns.map((column) => x[row * width + column]!);
      const shares = shareByShapley(typical, values, (mixed) => this.foretell(mixed, typical));
      scaling.columns.forEach((column, at) => {
        attributions[row * width + column] = shares[at]!;
      });
    }
    return attributions;
  }

  save(): ArtifactFiles {
    return packModel(this.kind, this.state);
  }

  load(files: ArtifactFiles): void {
    const saved = unpackModel(this.kind, files);
    checkWeights(this.kind, saved, WEIGHTS);
    this.trained = saved;
  }

  /** What is unknown counts as typical. */
  private foretell(values: readonly number[], typical: readonly number[]): number {
    const [r, alpha, a, b, newcomerShare, windowDays] = this.state.weights;
    const known = values.map((value, at) => (Number.isFinite(value) ? value : typical[at]!));
    const history = readPurchaseHistory(known);
    if (history === null) return newcomerShare!;
    const model: BgNbd = { r: r!, alpha: alpha!, a: a!, b: b! };
    return purchaseProbability(model, history, windowDays!);
  }

  private get state(): TrainedState {
    if (this.trained) return this.trained;
    throw new AppError('invalid', 'This purchase rhythm knows nothing yet: fit it, or load a saved one.');
  }
}

/** The histories of who has ordered; how many have not, and how many of those did next. */
function readTraining({ x, y, rows, featureNames }: TrainingSet, columns: readonly number[]) {
  const histories: PurchaseHistory[] = [];
  let [newcomers, ordered] = [0, 0];
  for (let row = 0; row < rows; row += 1) {
    const values = columns.map((column) => x[row * featureNames.length + column]!);
    if (!values.every(Number.isFinite)) continue;
    const history = readPurchaseHistory(values);
    if (history !== null) histories.push(history);
    else {
      newcomers += 1;
      if (y[row]! > 0.5) ordered += 1;
    }
  }
  const repeated = histories.filter(({ repeats }) => repeats > 0).length;
  if (repeated < MIN_REPEATED)
    throw new AppError(
      'invalid',
      `${repeated.toLocaleString('en')} training examples are of contacts who came back, and it takes ${MIN_REPEATED}. Import more history.`,
    );
  return { histories, newcomers, ordered };
}
