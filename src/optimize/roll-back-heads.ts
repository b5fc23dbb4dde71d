/** A person brings back who foretold leaving, value and the next order before. */

import type { ArtifactStore } from '../domain/artifact.ts';
import type { Clock } from '../domain/clock.ts';
import {
  areSame,
  type HeadsDecision,
  type HeadsDecisionStore,
  KEPT_DECISIONS,
  listRuns,
  type ServingHeads,
} from '../domain/heads-decision.ts';
import { AppError } from '../errors.ts';

export interface HeadsTrailPorts {
  readonly headsDecisions: HeadsDecisionStore;
  readonly artifacts: Pick<ArtifactStore, 'load'>;
  readonly clock: Clock;
  /** What they have to foretell. */
  readonly outcomeWindowDays: number;
}

export interface RollBackRequest {
  /** The newest decision when the person looked, or undefined when they did not. */
  readonly seen?: number;
  readonly actor: string;
  readonly reason: string;
}

export interface HeadsTrail {
  /** Newest first. */
  recent(limit: number): Promise<readonly HeadsDecision[]>;
  /** The decision that would serve again; null where nothing that served before can. */
  previous(): Promise<HeadsDecision | null>;
  /** Compare-and-set; gives what serves again. Throws `not_found` or `conflict`, in words, where nothing can be changed so. */
  rollBack(request: RollBackRequest): Promise<HeadsDecision>;
}

export function createHeadsTrail(ports: HeadsTrailPorts): HeadsTrail {
  return {
    recent: (limit) => ports.headsDecisions.recent(limit),
    previous: () => findPrevious(ports),
    rollBack: (request) => rollBack(ports, request),
  };
}

async function rollBack(
  ports: HeadsTrailPorts,
  { seen, actor, reason }: RollBackRequest,
): Promise<HeadsDecision> {
  const [last] = await ports.headsDecisions.recent(1);
  if (seen !== undefined && seen !== last?.number)
    throw new AppError(
      'conflict',
      'Nothing was changed: others foretell leaving, value or the next order by now. `/model` shows which.',
    );
  const previous = await findPrevious(ports);
  if (previous === null)
    throw new AppError(
      'not_found',
      'Nothing that foretold leaving, value or the next order before could do so again.',
    );
  const { number: backTo, ...terms } = previous;
  await ports.headsDecisions.add(
    { ...terms, ...{ action: 'roll back', actor, reason, backTo }, at: ports.clock.now() },
    last?.number ?? null,
  );
  return previous;
}

/** Back along the trail from where it stands, to the next of the night's decisions whose files are all there. */
async function findPrevious(ports: HeadsTrailPorts): Promise<HeadsDecision | null> {
  const trail = await ports.headsDecisions.recent(KEPT_DECISIONS);
  const [now] = trail;
  if (now === undefined) return null;
  const before = trail.filter(
    ({ number, action, horizonDays, outcomeWindowDays }) =>
      number < (now.backTo ?? now.number) &&
      action === 'promote' &&
      horizonDays === now.horizonDays &&
      outcomeWindowDays === ports.outcomeWindowDays,
  );
  for (const decision of before)
    if (!areSame(decision.serves, now.serves) && (await isKept(ports, decision.serves))) return decision;
  return null;
}

/** False of nobody. */
async function isKept({ artifacts }: HeadsTrailPorts, serves: ServingHeads): Promise<boolean> {
  const runs = listRuns(serves);
  try {
    for (const runId of runs) await artifacts.load(runId);
    return runs.length > 0;
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'not_found') return false;
    throw fault;
  }
}
