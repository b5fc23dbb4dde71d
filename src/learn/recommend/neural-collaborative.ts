/** The recommender that pairs a contact with each product in two towers: neural collaborative filtering (NeuMF). */

import { createRandom } from '../../statistics/random.ts';
import { type CollaborativeShape, NeuralCollaborative } from '../../tensor/neural-collaborative.ts';
import type { Recommender } from './recommender.ts';
import { SequenceRecommender } from './sequence-recommender.ts';
import { type RoundsRequest, type RoundsSettings, type TrainedNetwork, trainRounds } from './train-rounds.ts';

type CollaborativeSettings = RoundsSettings & Omit<CollaborativeShape, 'items'>;

/** Chosen of three trials on the second-last items of MovieLens 1M; what is left is the transformer's, or customary. */
const SETTINGS: Omit<CollaborativeSettings, 'length'> = {
  factors: 64,
  hidden: [64, 32],
  negatives: 8,
  decay: 0.5,
  batch: 128,
  dropout: 0.1,
  rate: 0.002,
  weightDecay: 0,
  epochs: 60,
  patience: 5,
  heldOut: 0.1,
  seed: 1,
};
const LENGTH = 50;

export function createNeuralCollaborative(): Recommender {
  return new SequenceRecommender<CollaborativeSettings>({
    kind: 'neural-collaborative',
    settingsFor: ({ steps }) => ({ ...SETTINGS, length: Math.min(LENGTH, steps) }),
    open: (compute, shape) => new NeuralCollaborative(compute, shape, createRandom(SETTINGS.seed)),
    train,
  });
}

/** On one core. Frees the compute. */
async function train(request: RoundsRequest<CollaborativeSettings>): Promise<TrainedNetwork> {
  const { compute, items, settings } = request;
  const random = createRandom(settings.seed);
  const model = new NeuralCollaborative(compute, { ...settings, items }, random);
  try {
    return await trainRounds(request, {
      model,
      random,
      trainStep: async (batch, how) => model.trainStep(batch, how),
    });
  } finally {
    compute.free();
  }
}
