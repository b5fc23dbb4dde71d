/** A person brings back who foretold leaving, value and the next order before. */

import type { ArtifactStore } from '../domain/artifact.ts';
import type { Clock } from '../domain/clock.ts';
import {
  areSame,
  type HeadsDecision,
  type HeadsDecisionStore,
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

/** Far more than whose files are still kept: what was gone back to may be long ago. */
const TRAIL = 200;

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

/**
 * Back along the trail from where it stands, to the next of the night's decisions that says others and whose files are all there. A
 * decision to go back stands for the one that it went back to, so what a person threw out is not met again.
 */
async function findPrevious(ports: HeadsTrailPorts): Promise<HeadsDecision | null> {
  const trail = new Map(
    (await ports.headsDecisions.recent(TRAIL)).map((decision) => [decision.number, decision]),
  );
  const meant = (decision: HeadsDecision | undefined) =>
    decision?.backTo == null ? decision : trail.get(decision.backTo);
  const [now] = trail.values();
  if (now === undefined) return null;
  for (let at = meant(now); at !== undefined; ) {
    at = meant(trail.get(at.number - 1));
    if (at !== undefined && !areSame(at.serves, now.serves) && (await canServe(ports, at, now))) return at;
  }
  return null;
}

/** Only what foretells the same days can take over from one moment to the next. */
async function canServe(
  ports: HeadsTrailPorts,
  { horizonDays, outcomeWindowDays, serves }: HeadsDecision,
  now: HeadsDecision,
): Promise<boolean> {
  return (
    horizonDays === now.horizonDays &&
    outcomeWindowDays === ports.outcomeWindowDays &&
    (await isKept(ports, serves))
  );
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
