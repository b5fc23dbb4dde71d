/** What a person may change by day about who serves: the champion, who foretells leaving, value and the next order, who recommends. */

import type { ArtifactStore } from './domain/artifact.ts';
import type { Clock } from './domain/clock.ts';
import type { Stores } from './domain/stores.ts';
import { type Champions, createChampions } from './optimize/change-champion.ts';
import { createHeadsTrail, type HeadsTrail } from './optimize/roll-back-heads.ts';
import { createRecommenderTrail, type RecommenderTrail } from './optimize/roll-back-recommender.ts';
import { featureNames } from './prepare/compute-features.ts';

export interface Choices {
  readonly champions: Champions;
  /** Who foretells leaving, value and the next order. */
  readonly headsTrail: HeadsTrail;
  /** Who recommends next products. */
  readonly recommenderTrail: RecommenderTrail;
}

interface ChoiceParts {
  readonly stores: Pick<Stores, 'modelRuns' | 'headsDecisions' | 'recommenderDecisions'>;
  readonly artifacts: ArtifactStore;
  readonly clock: Clock;
  /** As it is set at that moment. */
  readonly outcomeWindowDays: () => number;
}

export function openChoices({ stores, artifacts, clock, outcomeWindowDays }: ChoiceParts): Choices {
  const { modelRuns, headsDecisions, recommenderDecisions } = stores;
  return {
    champions: createChampions({
      ...{ modelRuns, artifacts, clock, featureNames },
      get outcomeWindowDays() {
        return outcomeWindowDays();
      },
    }),
    recommenderTrail: createRecommenderTrail({ recommenderDecisions, artifacts, clock }),
    headsTrail: createHeadsTrail({
      ...{ headsDecisions, artifacts, clock },
      get outcomeWindowDays() {
        return outcomeWindowDays();
      },
    }),
  };
}
