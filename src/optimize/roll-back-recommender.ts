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
    // The same weights learnt a night earlier are no other blend: who goes back means the one that these took over from.
    canReturn: async ({ serves }, now) =>
      serves.since.runId !== now.serves.since.runId && isKept(artifacts, [serves.runId]),
    words: {
      changed: 'Nothing was changed: others recommend next products by now. `/model` shows which.',
      nobody: 'Nothing that recommended next products before could do so again.',
    },
  });
}
