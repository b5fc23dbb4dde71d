/** What a person may change by day about who foretells: the champion, and who serves leaving, value and the next order. */

import type { ArtifactStore } from './domain/artifact.ts';
import type { Clock } from './domain/clock.ts';
import type { Stores } from './domain/stores.ts';
import { type Champions, createChampions } from './optimize/change-champion.ts';
import { createHeadsTrail, type HeadsTrail } from './optimize/roll-back-heads.ts';
import { featureNames } from './prepare/compute-features.ts';

export interface Choices {
  readonly champions: Champions;
  /** Who foretells leaving, value and the next order. */
  readonly headsTrail: HeadsTrail;
}

interface ChoiceParts {
  readonly stores: Pick<Stores, 'modelRuns' | 'headsDecisions'>;
  readonly artifacts: ArtifactStore;
  readonly clock: Clock;
  /** As it is set at that moment. */
  readonly outcomeWindowDays: () => number;
}

export function openChoices({ stores, artifacts, clock, outcomeWindowDays }: ChoiceParts): Choices {
  const { modelRuns, headsDecisions } = stores;
  return {
    champions: createChampions({
      ...{ modelRuns, artifacts, clock, featureNames },
      get outcomeWindowDays() {
        return outcomeWindowDays();
      },
    }),
    headsTrail: createHeadsTrail({
      ...{ headsDecisions, artifacts, clock },
      get outcomeWindowDays() {
        return outcomeWindowDays();
      },
    }),
  };
}
