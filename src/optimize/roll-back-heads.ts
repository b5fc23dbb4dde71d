/** A person brings back who foretold leaving, value and the next order before. */

import type { ArtifactStore } from '../domain/artifact.ts';
import type { Clock } from '../domain/clock.ts';
import {
  areSame,
  type HeadsDecisionStore,
  listRuns,
  type NewHeadsDecision,
} from '../domain/heads-decision.ts';
import { isKept } from './is-kept.ts';
import { createTrail, type Trail } from './roll-back-trail.ts';

export interface HeadsTrailPorts {
  readonly headsDecisions: HeadsDecisionStore;
  readonly artifacts: Pick<ArtifactStore, 'load'>;
  readonly clock: Clock;
  /** What they have to foretell. */
  readonly outcomeWindowDays: number;
}

export type HeadsTrail = Trail<NewHeadsDecision>;

export function createHeadsTrail(ports: HeadsTrailPorts): HeadsTrail {
  return createTrail({
    decisions: ports.headsDecisions,
    clock: ports.clock,
    // Only what foretells the same days can take over from one moment to the next.
    canReturn: async ({ horizonDays, outcomeWindowDays, serves }, now) =>
      !areSame(serves, now.serves) &&
      horizonDays === now.horizonDays &&
      outcomeWindowDays === ports.outcomeWindowDays &&
      isKept(ports.artifacts, listRuns(serves)),
    words: {
      changed:
        'Nothing was changed: others foretell leaving, value or the next order by now. `/model` shows which.',
      nobody: 'Nothing that foretold leaving, value or the next order before could do so again.',
    },
  });
}
