/** Removes the files of what a trail of decisions names no more: old ones, and those of a night that ended before it decided. */

import type { ArtifactStore } from './domain/artifact.ts';
import { KEPT_DECISIONS } from './domain/decision-trail.ts';
import { AppError } from './errors.ts';

export interface SweptTrail<Decision> {
  recent(limit: number): Promise<readonly Decision[]>;
  /** Under which ids what it decided on is kept. */
  readonly named: (decision: Decision) => readonly string[];
  /** Kept under this name is under which a night that has not decided yet keeps what it learns. */
  readonly undecided: string;
}

/** So many decisions further back their files are looked for, to be removed. */
const SWEPT_DECISIONS = 3 * KEPT_DECISIONS;
const FILE = 'run-id.txt';

/** To be called before a night learns under that id. */
export async function markUndecided(
  artifacts: ArtifactStore,
  { undecided }: Pick<SweptTrail<unknown>, 'undecided'>,
  runId: string,
): Promise<void> {
  await artifacts.save(undecided, { [FILE]: new TextEncoder().encode(runId) });
}

/** To be called before a night marks its own, and once it has decided. */
export async function sweepLearnt<Decision>(
  artifacts: ArtifactStore,
  trail: SweptTrail<Decision>,
): Promise<void> {
  const decisions = await trail.recent(SWEPT_DECISIONS);
  const named = (from: number, to?: number) => new Set(decisions.slice(from, to).flatMap(trail.named));
  const kept = named(0, KEPT_DECISIONS);
  const undecided = await readUndecided(artifacts, trail.undecided);
  for (const runId of [...named(KEPT_DECISIONS), ...undecided])
    if (!kept.has(runId)) await artifacts.remove(runId);
  if (undecided.length > 0) await artifacts.remove(trail.undecided);
}

async function readUndecided(artifacts: ArtifactStore, name: string): Promise<readonly string[]> {
  try {
    const files = await artifacts.load(name);
    return [new TextDecoder().decode(files[FILE]!)];
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'not_found') return [];
    throw fault;
  }
}
