/** Trains a causal transformer on sequences of products, on all cores. */

import { createRandom } from '../../statistics/random.ts';
import { CausalTransformer, type TransformerShape } from '../../tensor/causal-transformer.ts';
import { moveItems } from '../../tensor/move-items.ts';
import { openTrainingTeam } from '../../tensor/training-team.ts';
import type { ProductSequence } from './product-sequence.ts';
import { type RoundsRequest, type RoundsSettings, type TrainedNetwork, trainRounds } from './train-rounds.ts';

/** `batch` is that of a shop with enough for it. */
export interface TransformerSettings extends RoundsSettings, Omit<TransformerShape, 'items'> {}

/** With fewer steps in an epoch a small shop would take many epochs, each of which computes as much. */
const STEPS_OF_EPOCH = 40;
const LEAST_BATCH = 16;

/** Windows of so many positions that sequences make, about. */
export function countWindows(sequences: readonly ProductSequence[], length: number): number {
  return sequences.reduce(
    (sum, { products }) => sum + Math.ceil(Math.max(0, products.length - 1) / length),
    0,
  );
}

/** How many of so many windows a step learns from: fewer than usual where an epoch would be a few steps. */
export function fitBatch(usual: number, windows: number): number {
  return Math.min(usual, Math.max(LEAST_BATCH, Math.floor(windows / STEPS_OF_EPOCH)));
}

/**
 * The same sequences in the same order, and the same seed, give the same parameters on one kind of machine, unless the
 * budget of seconds ends the training. Frees the compute. Rejects `unavailable` when a thread of it dies.
 */
export async function trainTransformer(request: RoundsRequest<TransformerSettings>): Promise<TrainedNetwork> {
  const { compute, items, sequences, former } = request;
  const usual = request.settings;
  const settings = { ...usual, batch: fitBatch(usual.batch, countWindows(sequences, usual.length)) };
  const random = createRandom(settings.seed);
  const model = new CausalTransformer(compute, { ...settings, items }, random);
  if (former !== undefined)
    model.parameters.write(moveItems(former, model.parameters.read(), settings.width));
  const team = openTrainingTeam(compute, model);
  try {
    return await trainRounds(
      { ...request, settings },
      {
        model,
        random,
        trainStep: (batch, how) => team.trainStep(batch, how),
      },
    );
  } finally {
    await team.close();
    compute.free();
  }
}
