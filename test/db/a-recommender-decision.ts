/** A decision about who recommends next products, for stores and for those who read the trail. */

import type { NewRecommenderDecision, ServingRecommender } from '../../src/domain/recommender-decision.ts';
import { T0 } from './builders.ts';

export function aRecommenderDecision(
  changes: Partial<NewRecommenderDecision> = {},
  serves: Partial<ServingRecommender> = {},
): NewRecommenderDecision {
  return {
    ...{ action: 'promote', actor: 'flywheel', reason: 'it finds more', at: T0, backTo: null },
    serves: {
      runId: 'blend-1',
      weights: { 'markov-chain': 1, popularity: 0.25 },
      since: { runId: 'blend-1', at: T0 },
      comparisons: { championId: 'blend-1', count: 0, testCutoff: T0 },
      metrics: null,
      lineage: {
        ...{ trainedAt: T0, program: '0.1.0+12345678', cutoff: T0 },
        ...{ contacts: 1234, products: 63, steps: 20_000, factsHash: '0a', startedFrom: null, leftOut: [] },
        kinds: { 'markov-chain': { steps: 10 }, popularity: {} },
      },
      ...serves,
    },
    ...changes,
  };
}
