/** Gradient boosting of trees: what data scientists try first on tables, in plain JavaScript, calibrated on held-out rows. */

import { z } from 'zod';
import type { ArtifactFiles } from '../domain/artifact.ts';
import { AppError } from '../errors.ts';
import { applyCalibration, type Calibration } from '../statistics/apply-calibration.ts';
import { createRandom } from '../statistics/random.ts';
import { shareThrough } from '../statistics/share-through.ts';
import { sigmoid } from '../statistics/sigmoid.ts';
import { chooseCalibration, holdOut } from './calibrate.ts';
import { checkTrainingSets, checkWidth, countPositives } from './check-training-set.ts';
import type { FitOptions, FitProgress, FitReport, Model, ModelInputs, TrainingSet } from './model.ts';
import { packModel, unpackModel } from './pack-model.ts';
import { readOptions } from './read-options.ts';
import { columnMedians } from './scale-features.ts';
import { boostTrees } from './trees/boost-trees.ts';
import { type FlatForest, flattenForest, foretellLogits } from './trees/flat-forest.ts';
import { type Forest, packForest, shareLogit, unpackForest } from './trees/forest.ts';

/** With the defaults, of twelve settings the best by the log loss on rows that stopped the training (README, "Learning on public data"). */
const OPTIONS = z.strictObject({
  /** Questions on the way to a leaf, at most. */
  depth: z.int().positive().default(4),
  learningRate: z.number().positive().default(0.1),
  /** The sum of p (1 - p) over a leaf's rows, at least. */
  leastWeight: z.number().min(0).default(10),
  l2: z.number().positive().default(1),
  /** Of the rows, and of the features, that each tree is grown on. */
  rowShare: z.number().positive().max(1).default(0.9),
  columnShare: z.number().positive().max(1).default(0.9),
  /** Of ten trees each. */
  epochs: z.int().positive().default(100),
  patience: z.int().positive().default(4),
});
type Options = z.output<typeof OPTIONS>;
export type TreesOptions = Readonly<z.input<typeof OPTIONS>>;

interface State {
  readonly inputs: ModelInputs;
  readonly forest: Forest;
  /** The same, for many rows. */
  readonly flat: FlatForest;
  readonly calibration: Calibration;
}

/**
 * Rows at a time: about 10 milliseconds, as many as this thread takes in between for rows of an ensemble, so that trees are
 * done before the other threads run out of these.
 */
const PART = 16_384;

/** Trees take numbers as they are, so nothing is scaled. */
const UNSCALED = { columns: [], logs: [], means: [], inverseDeviations: [] };

/** They always begin anew: a tree corrects those before it, so there is nothing to begin near. */
export class GradientBoosting implements Model {
  readonly kind = 'gradient-boosting';
  private options: Options;
  private trained: State | undefined;

  /** Throws `invalid` on options that grow no tree. */
  constructor(options: TreesOptions = {}) {
    this.options = readOptions(OPTIONS, options);
  }

  get config(): Options {
    return this.options;
  }

  get inputs(): ModelInputs {
    return this.state.inputs;
  }

  async fit(training: TrainingSet, validation: TrainingSet, options: FitOptions): Promise<FitReport> {
    checkTrainingSets(training, validation);
    const inputs = { featureNames: training.featureNames, medians: columnMedians(training) };
    const heldOut = holdOut(validation);
    const epochs: FitProgress[] = [];
    const { forest, bestEpoch, loss } = await boostTrees(
      {
        ...{ training, validation, medians: inputs.medians, random: createRandom(options.seed) },
        validate: (probabilities) => heldOut.validate(probabilities),
        onEpoch: (progress) => {
          epochs.push(progress);
          options.onProgress?.(progress);
        },
      },
      this.options,
    );
    const { calibration, report } = chooseCalibration(validation.y, heldOut.probabilities);
    this.become({ inputs, forest, calibration });
    return {
      ...{ backend: 'plain', seed: options.seed, warm: false, calibration: report },
      ...{ rows: training.rows, positives: countPositives(training) },
      ...{ epochs, bestEpoch, validationLogLoss: loss },
    };
  }

  /** A part at a time: in between this thread answers others, and hands out rows to those that score a network beside it. */
  async predict(x: Float32Array, rows: number): Promise<Float32Array> {
    const width = this.inputs.featureNames.length;
    checkWidth(x, rows, width);
    const said = new Float32Array(rows);
    for (let from = 0; from < rows; from += PART) {
      const to = Math.min(rows, from + PART);
      said.set(this.predictFew(x.subarray(from * width, to * width), to - from), from);
      if (to < rows) await new Promise((resolve) => setImmediate(resolve));
    }
    return said;
  }

  predictFew(x: Float32Array, rows: number): Float32Array {
    return this.say(this.foretell(x, rows));
  }

  /** Shapley values of the logit, shared on through its last steps, which may be steep. */
  async attribute(x: Float32Array, rows: number): Promise<Float32Array> {
    const { inputs, forest } = this.state;
    const logits = this.foretell(x, rows);
    const from = this.foretell(inputs.medians, 1)[0]!;
    const say = (at: readonly number[]) => this.say(Float64Array.from(at))[0]!;
    const width = inputs.featureNames.length;
    const attributions = new Float32Array(x.length);
    logits.forEach((to, row) => {
      const parts = shareLogit(forest, x.subarray(row * width, (row + 1) * width), inputs.medians);
      const [shares] = shareThrough(say, [{ from, to, parts }]);
      attributions.set(shares!, row * width);
    });
    return attributions;
  }

  save(): ArtifactFiles {
    const { inputs, forest, calibration } = this.state;
    const weights = packForest(forest);
    return packModel(this.kind, { inputs, scaling: UNSCALED, weights, calibration }, this.options);
  }

  load(files: ArtifactFiles): void {
    const { inputs, weights, calibration, options } = unpackModel(this.kind, files);
    const forest = unpackForest(Float64Array.from(weights), inputs.featureNames.length);
    if (forest === null || calibration === undefined)
      throw new AppError('invalid', 'The saved gradient boosting cannot be read. Train again to replace it.');
    this.options = readOptions(OPTIONS, options);
    this.become({ inputs, forest, calibration });
  }

  private become(trained: Omit<State, 'flat'>): void {
    this.trained = { ...trained, flat: flattenForest(trained.forest, trained.inputs.featureNames.length) };
  }

  private foretell(x: Float32Array, rows: number): Float64Array {
    const { inputs, flat } = this.state;
    checkWidth(x, rows, inputs.featureNames.length);
    return foretellLogits(flat, x, rows);
  }

  private say(logits: Float64Array): Float32Array {
    const chances = new Float32Array(logits.length);
    for (let row = 0; row < logits.length; row += 1) chances[row] = sigmoid(logits[row]!);
    return applyCalibration(this.state.calibration, chances);
  }

  private get state(): State {
    if (this.trained) return this.trained;
    throw new AppError('invalid', 'This gradient boosting knows nothing yet: fit it, or load a saved one.');
  }
}
