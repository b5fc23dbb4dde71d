/** Whether what was learnt under some ids can still be loaded. */

import type { ArtifactStore } from '../domain/artifact.ts';
import { AppError } from '../errors.ts';

/** False of nothing. */
export async function isKept(
  artifacts: Pick<ArtifactStore, 'load'>,
  runs: readonly string[],
): Promise<boolean> {
  try {
    for (const runId of runs) await artifacts.load(runId);
    return runs.length > 0;
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'not_found') return false;
    throw fault;
  }
}
