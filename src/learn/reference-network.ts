/** The reference network: dense 64 ReLU, 32 ReLU, 1 sigmoid, on all features. */

import { z } from 'zod';
import type { ArtifactFiles } from '../domain/artifact.ts';
import { AppError } from '../errors.ts';
import type { Calibration } from '../statistics/apply-calibration.ts';
import { createRandom, type Random } from '../statistics/random.ts';
import { DenseNetwork } from '../tensor/dense-network.ts';
import { askTogether } from '../tensor/scoring-team.ts';
import { processBackend } from '../tensor/select-backend.ts';
import { ServedNetwork } from '../tensor/served-network.ts';
import { checkTrainingSets, checkWidth } from './check-training-set.ts';
import { findStart } from './find-start.ts';
import { fitNetwork } from './fit-network.ts';
import type { FitOptions, FitReport, Model, ModelInputs, TrainingSet } from './model.ts';
import { checkWeights, packModel, type TrainedState, unpackModel } from './pack-model.ts';
import { readOptions } from './read-options.ts';
import { columnMedians, learnScaling, scaleFeatures } from './scale-features.ts';

/** With the defaults, by which a network that was saved without options is read too. */
const OPTIONS = z.strictObject({
  /** Neurons of each hidden layer. */
  hidden: z.array(z.int().positive()).min(1).default([64, 32]).readonly(),
  learningRate: z.number().positive().default(0.001),
  epochs: z.int().positive().default(10),
  batchSize: z.int().positive().default(32),
  /** Epochs without a better validation loss after which training ends. */
  patience: z.int().min(0).default(3),
});
type Options = z.output<typeof OPTIONS>;
export type ReferenceOptions = Readonly<z.input<typeof OPTIONS>>;

interface State extends TrainedState {
  readonly calibration: Calibration;
  readonly network: DenseNetwork;
}

export class ReferenceNetwork implements Model {
  readonly kind = 'reference-network';
  private options: Options;
  private trained: State | undefined;
  /** Made of what was trained when it is first asked for. */
  private served: ServedNetwork | undefined;

  /** Throws `invalid` on options that build no network; those left out are as they were found to be good. */
  constructor(options: ReferenceOptions = {}) {
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
    const backend = await processBackend();
    const random = createRandom(options.seed);
    const start =
      options.startFrom instanceof ReferenceNetwork ? findStart(this, options.startFrom, training) : null;
    const scaling = start?.state.scaling ?? learnScaling(training, [...training.featureNames.keys()]);
    const network = buildNetwork(training.featureNames.length, this.options, random);
    if (start !== null) network.parameters.set(start.state.weights);
    const { calibration, report } = await fitNetwork({
      ...{ network, training, validation, random, options },
      encode: (set) => scaleFeatures(scaling, set.x, set.rows),
      settings: this.options,
      warm: start !== null,
      backend: backend.name,
    });
    const inputs = { featureNames: training.featureNames, medians: columnMedians(training) };
    this.become({ inputs, scaling, weights: network.parameters, calibration, network });
    return report;
  }

  async predict(x: Float32Array, rows: number): Promise<Float32Array> {
    checkWidth(x, rows, this.inputs.featureNames.length);
    return askTogether(this.serve(), 'predict', { x, rows });
  }

  predictFew(x: Float32Array, rows: number): Float32Array {
    checkWidth(x, rows, this.inputs.featureNames.length);
    return this.serve().predict(x, rows);
  }

  async attribute(x: Float32Array, rows: number): Promise<Float32Array> {
    checkWidth(x, rows, this.inputs.featureNames.length);
    return askTogether(this.serve(), 'attribute', { x, rows });
  }

  save(): ArtifactFiles {
    return packModel(this.kind, this.state, this.options);
  }

  load(files: ArtifactFiles): void {
    const saved = unpackModel(this.kind, files);
    const options = readOptions(OPTIONS, saved.options);
    const network = buildNetwork(saved.inputs.featureNames.length, options, createRandom(0));
    checkWeights(this.kind, saved, network.parameters.length);
    network.parameters.set(saved.weights);
    this.options = options;
    this.become({ ...saved, calibration: saved.calibration ?? { kind: 'none' }, network });
  }

  private become(trained: State): void {
    this.trained = trained;
    this.served = undefined;
  }

  private serve(): ServedNetwork {
    const { inputs, scaling, calibration, network } = this.state;
    const features = inputs.featureNames.length;
    this.served ??= new ServedNetwork({
      ...{ features, scaling, edges: scaling.columns.map(() => []) },
      ...{ sizes: sizesFor(features, this.options), members: [network.parameters] },
      ...{ typical: inputs.medians, calibration },
    });
    return this.served;
  }

  private get state(): State {
    if (this.trained) return this.trained;
    throw new AppError('invalid', 'This network knows nothing yet: fit it, or load a saved one.');
  }
}

function buildNetwork(features: number, options: Options, random: Random): DenseNetwork {
  return new DenseNetwork(sizesFor(features, options), random);
}

function sizesFor(features: number, { hidden }: Options): readonly number[] {
  return [features, ...hidden, 1];
}
