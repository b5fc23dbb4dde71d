/** How fast each network trains on the backend that is in use. */

import { performance } from 'node:perf_hooks';
import { binFeatures, binnedWidth, learnBinning } from '../../src/learn/bin-features.ts';
import { EnsembleNetwork as EnsembleModel } from '../../src/learn/ensemble-network.ts';
import { trainEpochs } from '../../src/learn/train-epochs.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { CausalTransformer } from '../../src/tensor/causal-transformer.ts';
import { DenseNetwork } from '../../src/tensor/dense-network.ts';
import { EnsembleNetwork } from '../../src/tensor/ensemble-network.ts';
import { openCompute } from '../../src/tensor/open-compute.ts';
import type { BackendChoice } from '../../src/tensor/select-backend.ts';
import { openTrainingTeam } from '../../src/tensor/training-team.ts';

/** What is measured, here and in PyTorch. */
export const ROWS = { rows: 12_000, features: 28, epochs: 10, batch: 256, hidden: [64, 32] } as const;
/** The product's own, as a night first trains it; `inputs` are the bins of the rows' features. */
const { hidden, members, bins, dropout, batchSize, learningRate, weightDecay } = new EnsembleModel().config;
export const ENSEMBLE = {
  ...{ hidden, members, bins, dropout, epochs: 1, batch: batchSize },
  inputs: ROWS.features * (1 + bins),
};
export const TRANSFORMER = {
  ...{ items: 3417, width: 64, length: 50, batch: 128, heads: 1, layers: 2, dropout: 0.2 },
  steps: 5,
} as const;

/** Until each thread's kernels are compiled for speed. */
const WARM_UP = 3;

export interface Pace {
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly stepsPerSecond: number;
}

function paceOf(seconds: number, { epochs, batch }: { epochs: number; batch: number }): Pace {
  const steps = epochs * Math.ceil(ROWS.rows / batch);
  return { seconds, rowsPerSecond: (epochs * ROWS.rows) / seconds, stepsPerSecond: steps / seconds };
}

export async function measureReference(): Promise<Pace> {
  const random = createRandom(1);
  const network = new DenseNetwork([ROWS.features, ...ROWS.hidden, 1], random);
  const started = performance.now();
  await trainEpochs(network, { ...describeTraining(random), epochs: ROWS.epochs });
  return paceOf((performance.now() - started) / 1000, ROWS);
}

/** The bins are learnt beforehand: only the training counts. */
export async function measureEnsemble(): Promise<Pace> {
  const random = createRandom(1);
  const training = describeTraining(random);
  const featureNames = Array.from({ length: ROWS.features }, (_, at) => `feature${at}`);
  const binning = learnBinning({ featureNames, rows: ROWS.rows, x: training.x }, bins);
  const sizes = [binnedWidth(binning), ...hidden, 1];
  const network = new EnsembleNetwork({ sizes, members }, random);
  const lot = { rate: dropout, random };
  const trainable = {
    parameters: network.parameters,
    trainStep: (x: Float32Array, labels: Float32Array, rate: number) =>
      network.trainStep(x, labels, { learningRate: rate, weightDecay, dropout: lot }),
  };
  const x = binFeatures(binning, training.x, ROWS.rows);
  const { epochs, batch } = ENSEMBLE;
  const started = performance.now();
  await trainEpochs(trainable, { ...training, x, epochs, batchSize: batch, learningRate });
  return paceOf((performance.now() - started) / 1000, ENSEMBLE);
}

/** Full cross-entropy over the catalogue, by as many threads as it is trained with. A row is a sequence. */
export async function measureTransformer(inUse: BackendChoice): Promise<Pace> {
  const { items, length, batch } = TRANSFORMER;
  const compute = await openCompute(inUse);
  const random = createRandom(1);
  const model = new CausalTransformer(compute, TRANSFORMER, random);
  const draw = () => Int32Array.from({ length: batch * length }, () => random.integer(items));
  const what = { items: draw(), next: draw() };
  const team = openTrainingTeam(compute, model);
  const step = (seed: number) =>
    team.trainStep(what, { rate: 0.001, squareDecay: 0.98, weightDecay: 0, seed });
  // Plain JavaScript takes seconds a step, and needs no warming up to show it.
  const steps = compute.name === 'wasm kernels' ? TRANSFORMER.steps : 1;
  if (steps > 1) for (let at = 0; at < WARM_UP; at += 1) await step(at);
  const started = performance.now();
  for (let at = 0; at < steps; at += 1) await step(at + WARM_UP);
  const seconds = (performance.now() - started) / 1000;
  await team.close();
  compute.free();
  return { seconds, rowsPerSecond: (steps * batch) / seconds, stepsPerSecond: steps / seconds };
}

/** Made-up rows, and no validation: only the training counts. */
function describeTraining(random: ReturnType<typeof createRandom>) {
  const { rows, features, batch } = ROWS;
  return {
    ...{ random, batchSize: batch, learningRate: 0.001, patience: ROWS.epochs },
    rows,
    x: Float32Array.from({ length: rows * features }, () => random.normal()),
    labels: Float32Array.from({ length: rows }, () => (random.uniform() < 0.3 ? 1 : 0)),
    ...{ validate: () => 0, onEpoch: () => undefined },
  };
}
