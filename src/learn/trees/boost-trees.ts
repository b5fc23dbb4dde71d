/** Boosts trees: each is grown on what those before it leave unexplained, until the validation rows are foretold no better. */

import { logLoss } from '../../statistics/log-loss.ts';
import type { Random } from '../../statistics/random.ts';
import { sigmoid } from '../../statistics/sigmoid.ts';
import { countPositives } from '../check-training-set.ts';
import type { FitProgress, TrainingSet } from '../model.ts';
import { binColumns } from './bin-columns.ts';
import type { Forest } from './forest.ts';
import { type GrowOptions, growTree } from './grow-tree.ts';
import { askTree, type Tree } from './tree.ts';

export interface BoostOptions extends GrowOptions {
  /** At most, of `TREES` trees each. */
  readonly epochs: number;
  /** Epochs without a better validation loss after which no more trees are grown. */
  readonly patience: number;
}

export interface Boosting {
  readonly training: TrainingSet;
  readonly validation: TrainingSet;
  /** Of the training set. */
  readonly medians: Float32Array;
  readonly random: Random;
  /** The validation loss of these probabilities. */
  readonly validate: (probabilities: Float32Array) => number;
  readonly onEpoch: (progress: FitProgress) => void;
}

/** Of an epoch: a single one changes too little to be told. */
const TREES = 10;

/** The trees up to the epoch with the least validation loss. The event loop breathes between epochs. */
export async function boostTrees(
  { training, validation, medians, random, validate, onEpoch }: Boosting,
  options: BoostOptions,
): Promise<{ readonly forest: Forest; readonly bestEpoch: number; readonly loss: number }> {
  const columns = binColumns(training, medians);
  const positives = countPositives(training);
  const base = Math.log(positives / (training.rows - positives));
  const [learnt, held] = [trackLogits(training, base), trackLogits(validation, base)];
  const trees: Tree[] = [];
  let best = { epoch: 0, loss: Number.POSITIVE_INFINITY };
  for (let epoch = 1; epoch <= options.epochs && epoch - best.epoch <= options.patience; epoch += 1) {
    for (let at = 0; at < TREES; at += 1) {
      const tree = growTree(columns, deriveLoss(learnt.logits, training.y), options, random);
      trees.push(tree);
      learnt.add(tree);
      held.add(tree);
    }
    const loss = validate(held.probabilities());
    if (loss < best.loss) best = { epoch, loss };
    const trainLogLoss = logLoss(training.y, learnt.probabilities());
    onEpoch({ epoch, epochs: options.epochs, trainLogLoss, validationLogLoss: loss });
    await new Promise((resolve) => setImmediate(resolve));
  }
  const forest = { base, trees: trees.slice(0, TREES * best.epoch) };
  return { forest, bestEpoch: best.epoch, loss: best.loss };
}

/** What the trees so far say of a set. */
function trackLogits({ x, rows, featureNames }: TrainingSet, base: number) {
  const logits = new Float64Array(rows).fill(base);
  return {
    logits,
    add(tree: Tree) {
      for (let row = 0; row < rows; row += 1) logits[row]! += askTree(tree, x, row * featureNames.length);
    },
    probabilities: () => Float32Array.from(logits, sigmoid),
  };
}

/** Of the log loss, by each row's logit. */
function deriveLoss(logits: Float64Array, labels: TrainingSet['y']) {
  const first = new Float64Array(logits.length);
  const second = new Float64Array(logits.length);
  for (let row = 0; row < logits.length; row += 1) {
    const probability = sigmoid(logits[row]!);
    first[row] = probability - labels[row]!;
    second[row] = probability * (1 - probability);
  }
  return { first, second };
}
