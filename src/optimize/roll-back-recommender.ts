/** A person brings back who recommended next products before. */

import type { ArtifactStore } from '../domain/artifact.ts';
import type { Clock } from '../domain/clock.ts';
import type { NewRecommenderDecision, RecommenderDecisionStore } from '../domain/recommender-decision.ts';
import { isKept } from './is-kept.ts';
import { createTrail, type Trail } from './roll-back-trail.ts';

export interface RecommenderTrailPorts {
  readonly recommenderDecisions: RecommenderDecisionStore;
  readonly artifacts: Pick<ArtifactStore, 'load'>;
  readonly clock: Clock;
}

export type RecommenderTrail = Trail<NewRecommenderDecision>;

export function createRecommenderTrail({
  recommenderDecisions,
  artifacts,
  clock,
}: RecommenderTrailPorts): RecommenderTrail {
  return createTrail({
    decisions: recommenderDecisions,
    clock,
    canReturn: async ({ serves }, now) =>
      serves.runId !== now.serves.runId && isKept(artifacts, [serves.runId]),
    words: {
      changed: 'Nothing was changed: others recommend next products by now. `/model` shows which.',
      nobody: 'Nothing that recommended next products before could do so again.',
    },
  });
}
