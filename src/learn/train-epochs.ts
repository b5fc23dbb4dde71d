/** Mini-batch training with early stopping: the weights of the best validation epoch are the ones that stay. */

import type { Random } from '../statistics/random.ts';
import type { FitProgress } from './model.ts';

/** What is trained: weights in one vector, and a step that changes them and returns the loss before it. */
export interface Trainable {
  readonly parameters: Float32Array;
  trainStep(x: Float32Array, labels: Float32Array, learningRate: number): number;
}

export interface EpochOptions {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Epochs without a better validation loss after which training ends. */
  readonly patience: number;
  /** The weights are another model's: they stay unless an epoch is better, and half the epochs and patience must do. */
  readonly warm?: boolean;
  readonly random: Random;
  readonly rows: number;
  /** Scaled rows, row-major. */
  readonly x: Float32Array;
  /** Row-major too: one number a row, or as many as the network's loss takes. */
  readonly labels: Float32Array;
  /** The validation loss of the network as it is. */
  readonly validate: () => number;
  readonly onEpoch: (progress: FitProgress) => void;
}

/** Of the epochs, and of the patience, that a warm training takes. */
export const WARM_SHARE = 0.5;

/** The weights that stay: of which epoch, 0 for the start of a warm training, and what they lose on the validation set. */
interface KeptEpoch {
  readonly epoch: number;
  readonly loss: number;
}

/** Trains the network in place, and lets the event loop breathe between epochs. */
export async function trainEpochs(network: Trainable, options: EpochOptions): Promise<KeptEpoch> {
  const order = Uint32Array.from({ length: options.rows }, (_, row) => row);
  const share = options.warm ? WARM_SHARE : 1;
  const epochs = Math.ceil(share * options.epochs);
  const patience = Math.ceil(share * options.patience);
  const loss = options.warm ? options.validate() : Number.POSITIVE_INFINITY;
  let best = { epoch: 0, loss, parameters: network.parameters.slice() };
  for (let epoch = 1; epoch <= epochs && epoch - best.epoch <= patience; epoch += 1) {
    const trainLogLoss = trainEpoch(network, options.random.shuffle(order), options);
    const loss = options.validate();
    if (loss < best.loss) best = { epoch, loss, parameters: network.parameters.slice() };
    options.onEpoch({ epoch, epochs, trainLogLoss, validationLogLoss: loss });
    await new Promise((resolve) => setImmediate(resolve));
  }
  network.parameters.set(best.parameters);
  return { epoch: best.epoch, loss: best.loss };
}

/** One pass over the rows in this order; returns the mean loss met on the way. */
function trainEpoch(network: Trainable, order: Uint32Array, options: EpochOptions): number {
  const { rows, x, labels, batchSize, learningRate } = options;
  const [width, each] = [x.length / rows, labels.length / rows];
  const batchX = new Float32Array(batchSize * width);
  const batchLabels = new Float32Array(batchSize * each);
  let sum = 0;
  for (let from = 0; from < order.length; from += batchSize) {
    const size = Math.min(batchSize, order.length - from);
    for (let i = 0; i < size; i += 1) {
      const row = order[from + i]!;
      batchX.set(x.subarray(row * width, (row + 1) * width), i * width);
      batchLabels.set(labels.subarray(row * each, (row + 1) * each), i * each);
    }
    const loss = network.trainStep(
      batchX.subarray(0, size * width),
      batchLabels.subarray(0, size * each),
      learningRate,
    );
    sum += loss * size;
  }
  return sum / order.length;
}
