/** The model that predictions come from. */

import type { ModelRun } from '../src/domain/model-run.ts';
import { AppError } from '../src/errors.ts';
import type { CommandParts } from './command-parts.ts';
import { explainNoChampion } from './explain-no-champion.ts';

/** Throws `unavailable` while there is none, with what would be enough. */
export async function findChampion(parts: CommandParts): Promise<ModelRun> {
  const champion = await parts.stores.modelRuns.champion();
  if (champion !== null) return champion;
  throw new AppError('unavailable', await explainNoChampion(parts));
}
