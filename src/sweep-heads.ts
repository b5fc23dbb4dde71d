/** Removes the files of heads that nothing names any more: old ones, and those of a night that ended before it decided. */

import type { ArtifactStore } from './domain/artifact.ts';
import { type HeadsDecisionStore, KEPT_DECISIONS, listKept } from './domain/heads-decision.ts';
import { AppError } from './errors.ts';

interface SweepParts {
  readonly headsDecisions: Pick<HeadsDecisionStore, 'recent'>;
  readonly artifacts: ArtifactStore;
}

/** So many decisions further back their files are looked for, to be removed. */
const SWEPT_DECISIONS = 3 * KEPT_DECISIONS;
/** Kept under this name is under which a night that has not decided yet keeps what it learns. */
const UNDECIDED = 'heads-undecided';
const FILE = 'run-id.txt';

/** To be called before a night learns under that id. */
export async function markUndecided(artifacts: ArtifactStore, runId: string): Promise<void> {
  await artifacts.save(UNDECIDED, { [FILE]: new TextEncoder().encode(runId) });
}

/** To be called before a night marks its own, and once it has decided. */
export async function sweepHeads({ headsDecisions, artifacts }: SweepParts): Promise<void> {
  const trail = await headsDecisions.recent(SWEPT_DECISIONS);
  const named = (from: number, to?: number) =>
    new Set(trail.slice(from, to).flatMap(({ serves }) => listKept(serves)));
  const kept = named(0, KEPT_DECISIONS);
  const undecided = await readUndecided(artifacts);
  for (const runId of [...named(KEPT_DECISIONS), ...undecided])
    if (!kept.has(runId)) await artifacts.remove(runId);
  if (undecided.length > 0) await artifacts.remove(UNDECIDED);
}

async function readUndecided(artifacts: ArtifactStore): Promise<readonly string[]> {
  try {
    const files = await artifacts.load(UNDECIDED);
    return [new TextDecoder().decode(files[FILE]!)];
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'not_found') return [];
    throw fault;
  }
}
