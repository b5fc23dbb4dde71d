/** The recommender that reads a history in its order: a causal transformer over the catalogue. */

import { createRandom } from '../../statistics/random.ts';
import { CausalTransformer } from '../../tensor/causal-transformer.ts';
import type { ProductSequence } from './product-sequence.ts';
import { SequenceRecommender } from './sequence-recommender.ts';
import { countWindows, fitBatch, type TransformerSettings, trainTransformer } from './train-transformer.ts';

/** Two layers of SASRec's width; what is left is customary. */
const SETTINGS: Omit<TransformerSettings, 'length'> = {
  width: 64,
  heads: 1,
  layers: 2,
  batch: 128,
  dropout: 0.2,
  rate: 0.002,
  weightDecay: 0,
  epochs: 150,
  patience: 5,
  heldOut: 0.1,
  seed: 1,
};
const LENGTH = 50;
/** Of larger catalogues the next item is told from so many drawn ones: the whole takes four times as long for 3,400. */
const WHOLE = 1500;
const NEGATIVES = 512;
/** Steps of training to go once through these sequences, about. */
export function stepsOfEpoch(sequences: readonly ProductSequence[]): number {
  const windows = countWindows(sequences, LENGTH);
  return Math.ceil(windows / fitBatch(SETTINGS.batch, windows));
}

/** Knowing nothing yet. `seed` is that of its first parameters and of all that it draws. */
export function createTransformer(seed = SETTINGS.seed): SequenceRecommender<TransformerSettings> {
  return new SequenceRecommender<TransformerSettings>({
    kind: 'transformer',
    settingsFor: ({ products, steps, circumstances }) => ({
      ...{ ...SETTINGS, circumstances, seed },
      length: Math.min(LENGTH, steps),
      negatives: products > WHOLE ? NEGATIVES : 0,
    }),
    open: (compute, shape) => new CausalTransformer(compute, shape, createRandom(seed)),
    train: trainTransformer,
  });
}
