/** Removes the files of what a trail of decisions needs no more: old ones, and those of a night that ended before it decided. */

import type { ArtifactStore } from './domain/artifact.ts';
import { KEPT_DECISIONS, type NewTrailDecision, type Numbered } from './domain/decision-trail.ts';
import { AppError } from './errors.ts';
import { REACHED_DECISIONS, type Trail } from './optimize/roll-back-trail.ts';

export interface SweptTrail<Decision extends NewTrailDecision> {
  readonly trail: Pick<Trail<Decision>, 'recent' | 'previous'>;
  /** Under which ids what it decided on is kept. */
  readonly named: (decision: Numbered<Decision>) => readonly string[];
  /** What was decided before goes, however few decisions came since; left out where nothing of contacts is in it. */
  readonly keptFrom?: number;
  /** Kept under this name is under which a night that has not decided yet keeps what it learns. */
  readonly undecided: string;
}

/** So far back files are looked for, to be removed: further than anybody can go back. */
const SWEPT_DECISIONS = REACHED_DECISIONS + KEPT_DECISIONS;
const FILE = 'run-id.txt';

/** To be called before a night learns under that id. */
export async function markUndecided(
  artifacts: ArtifactStore,
  { undecided }: Pick<SweptTrail<NewTrailDecision>, 'undecided'>,
  runId: string,
): Promise<void> {
  await artifacts.save(undecided, { [FILE]: new TextEncoder().encode(runId) });
}

/** To be called before a night marks its own, and once it has decided. What serves and what going back would bring back is kept, however old. */
export async function sweepLearnt<Decision extends NewTrailDecision>(
  artifacts: ArtifactStore,
  { trail, named, undecided, keptFrom = Number.NEGATIVE_INFINITY }: SweptTrail<Decision>,
): Promise<void> {
  const decisions = await trail.recent(SWEPT_DECISIONS);
  const previous = await trail.previous();
  const isKept = ({ number, at }: Numbered<Decision>, before: number) =>
    before === 0 || (before < KEPT_DECISIONS && at >= keptFrom) || number === previous?.number;
  const kept = new Set(decisions.filter(isKept).flatMap(named));
  const never = await readUndecided(artifacts, undecided);
  for (const runId of new Set([...decisions.flatMap(named), ...never]))
    if (!kept.has(runId)) await artifacts.remove(runId);
  if (never.length > 0) await artifacts.remove(undecided);
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
