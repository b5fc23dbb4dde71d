/** A decision about who foretells heads, for stores and for those who read the trail. */

import type { NewHeadsDecision } from '../../src/domain/heads-decision.ts';
import { T0 } from './builders.ts';

export function aHeadsDecision(changes: Partial<NewHeadsDecision> = {}): NewHeadsDecision {
  return {
    action: 'promote',
    serves: { leaves: { runId: 'heads-1', kind: 'logistic-regression' }, value: null },
    ...{ testCutoff: T0 - 1, outcomeWindowDays: 14, horizonDays: 42 },
    ...{ actor: 'flywheel', reason: 'better', at: T0, backTo: null },
    ...changes,
  };
}
