/** The ensemble: members that share weights, on piecewise-linear embeddings of numbers, calibrated on held-out rows. */

import { z } from 'zod';
import type { ArtifactFiles } from '../domain/artifact.ts';
import { AppError } from '../errors.ts';
import type { Calibration } from '../statistics/apply-calibration.ts';
import { createRandom, type Random } from '../statistics/random.ts';
import { EnsembleNetwork as Network } from '../tensor/ensemble-network.ts';
import { askTogether } from '../tensor/scoring-team.ts';
import { processBackend } from '../tensor/select-backend.ts';
import { ServedNetwork } from '../tensor/served-network.ts';
import { type Binning, binFeatures, binnedWidth, learnBinning } from './bin-features.ts';
import { checkTrainingSets, checkWidth } from './check-training-set.ts';
import { findStart } from './find-start.ts';
import { fitNetwork } from './fit-network.ts';
import type { FitOptions, FitReport, Model, ModelInputs, TrainingSet } from './model.ts';
import { checkWeights, packModel, type TrainedState, unpackModel } from './pack-model.ts';
import { readOptions } from './read-options.ts';
import { columnMedians } from './scale-features.ts';

/** With the defaults, by which an ensemble that was saved without options is read too. */
const OPTIONS = z.strictObject({
  /** Neurons of each hidden layer. */
  hidden: z.array(z.int().positive()).min(1).default([64, 64]).readonly(),
  members: z.int().positive().default(8),
  /** Of each number's embedding, at most. */
  bins: z.int().positive().default(8),
  learningRate: z.number().positive().default(0.002),
  /** By how much of the learning rate each step shrinks the kernels. */
  weightDecay: z.number().min(0).default(0.01),
  /** Of the hidden layers' numbers, the share that each step leaves out by lot. */
  dropout: z.number().min(0).max(0.9).default(0.2),
  epochs: z.int().positive().default(40),
  batchSize: z.int().positive().default(256),
  /** Epochs without a better validation loss after which training ends. */
  patience: z.int().min(0).default(6),
});
type Options = z.output<typeof OPTIONS>;
export type EnsembleOptions = Readonly<z.input<typeof OPTIONS>>;

/** Of the kernels that it begins from; the rest is drawn anew. */
const KEPT = 0.3;

/** Called so since it held the temperature too, before there were other ways to calibrate. */
const EDGES = 'calibration.json';

interface State extends TrainedState {
  readonly binning: Binning;
  readonly calibration: Calibration;
  readonly network: Network;
}

/**
 * Numbers come as piecewise-linear embeddings. A category comes as a column of 0 and 1 for each of its values, so that the row of the
 * first kernel for a value is its learned embedding, as wide as the layer: Guo and Berkhahn, "Entity embeddings of categorical
 * variables" (2016), section 3, where an embedding is a linear layer on such columns.
 */
export class EnsembleNetwork implements Model {
  readonly kind = 'ensemble-network';
  private options: Options;
  private trained: State | undefined;
  /** Made of what was trained when it is first asked for. */
  private served: ServedNetwork | undefined;

  /** Throws `invalid` on options that build no network; those left out are as they were found to be good. */
  constructor(options: EnsembleOptions = {}) {
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
      options.startFrom instanceof EnsembleNetwork ? findStart(this, options.startFrom, training) : null;
    const binning = start?.state.binning ?? learnBinning(training, this.options.bins);
    const network = buildNetwork(binning, this.options, random);
    if (start !== null) network.beginNear(start.state.weights, KEPT);
    const { weightDecay, dropout: rate } = this.options;
    const dropout = rate === 0 ? undefined : { rate, random };
    const { calibration, report } = await fitNetwork({
      ...{ training, validation, random, options },
      network: {
        parameters: network.parameters,
        predict: (x, rows) => network.predict(x, rows),
        trainStep: (x, labels, learningRate) =>
          network.trainStep(x, labels, { learningRate, weightDecay, dropout }),
      },
      encode: (set) => binFeatures(binning, set.x, set.rows),
      settings: this.options,
      warm: start !== null,
      backend: backend.name,
    });
    const inputs = { featureNames: training.featureNames, medians: columnMedians(training) };
    const { scaling } = binning;
    this.become({ inputs, scaling, weights: network.parameters, binning, calibration, network });
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
    const { edges } = this.state.binning;
    return {
      ...packModel(this.kind, this.state, this.options),
      [EDGES]: new TextEncoder().encode(JSON.stringify({ edges })),
    };
  }

  load(files: ArtifactFiles): void {
    const saved = unpackModel(this.kind, files);
    const { edges, temperature } = readEdges(files);
    const calibration = saved.calibration ?? { kind: 'temperature', temperature: temperature ?? 1 };
    const binning = { scaling: saved.scaling, edges };
    const options = readOptions(OPTIONS, saved.options);
    const network = buildNetwork(binning, options, createRandom(0));
    checkWeights(this.kind, saved, network.parameters.length);
    network.parameters.set(saved.weights);
    this.options = options;
    this.become({ ...saved, binning, calibration, network });
  }

  private become(trained: State): void {
    this.trained = trained;
    this.served = undefined;
  }

  private serve(): ServedNetwork {
    const { inputs, binning, calibration, network } = this.state;
    this.served ??= new ServedNetwork({
      ...{ features: inputs.featureNames.length, ...binning },
      ...{ sizes: network.shape.sizes, members: network.memberWeights() },
      ...{ typical: inputs.medians, calibration },
    });
    return this.served;
  }

  private get state(): State {
    if (this.trained) return this.trained;
    throw new AppError('invalid', 'This ensemble knows nothing yet: fit it, or load a saved one.');
  }
}

function buildNetwork(binning: Binning, { hidden, members }: Options, random: Random): Network {
  return new Network({ sizes: [binnedWidth(binning), ...hidden, 1], members }, random);
}

function readEdges(files: ArtifactFiles): { edges: Binning['edges']; temperature?: number } {
  try {
    return JSON.parse(new TextDecoder().decode(files[EDGES]!));
  } catch (cause) {
    throw new AppError('invalid', 'The saved ensemble cannot be read. Train again to replace it.', { cause });
  }
}
