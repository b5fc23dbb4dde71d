/** Trains a causal transformer on sequences of products, on all cores. */

import { createRandom } from '../../statistics/random.ts';
import { CausalTransformer, type TransformerShape } from '../../tensor/causal-transformer.ts';
import { moveItems } from '../../tensor/move-items.ts';
import { openTrainingTeam } from '../../tensor/training-team.ts';
import { type RoundsRequest, type RoundsSettings, type TrainedNetwork, trainRounds } from './train-rounds.ts';

export interface TransformerSettings extends RoundsSettings, Omit<TransformerShape, 'items'> {}

/**
 * The same sequences in the same order, and the same seed, give the same parameters on one kind of machine, unless the
 * budget of seconds ends the training. Frees the compute. Rejects `unavailable` when a thread of it dies.
 */
export async function trainTransformer(request: RoundsRequest<TransformerSettings>): Promise<TrainedNetwork> {
  const { compute, items, settings, former } = request;
  const random = createRandom(settings.seed);
  const model = new CausalTransformer(compute, { ...settings, items }, random);
  if (former !== undefined)
    model.parameters.write(moveItems(former, model.parameters.read(), settings.width));
  const team = openTrainingTeam(compute, model);
  try {
    return await trainRounds(request, {
      model,
      random,
      trainStep: (batch, how) => team.trainStep(batch, how),
    });
  } finally {
    await team.close();
    compute.free();
  }
}
