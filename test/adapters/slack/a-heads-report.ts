/** What a night found of who leaves, what is spent and when the next order comes. */

import type { HeadsReport, RungFigures } from '../../../src/domain/heads-report.ts';
import type { HeadScores } from '../../../src/domain/model-run.ts';
import { T0 } from '../../db/builders.ts';

const COUNTED = { estimate: 1.28, low: 1.08, high: 1.52 };

/** Value by the network, leaving by a simple way, the next order by nobody; `words` stand for what comes from elsewhere. */
export function aHeadsReport(words = 'nothing is better than the base rate'): HeadsReport {
  const rung = (
    kind: RungFigures['kind'],
    loss: number | null,
    more: Partial<RungFigures> = {},
  ): RungFigures => ({
    ...{ kind, loss, againstBaseRate: null, rank: null, error: null, cameToForetold: null },
    ...more,
  });
  const shared = {
    ...{ networkAgainstSimple: COUNTED, rows: 1000 },
    ...{ former: null, againstFormer: null, stays: false },
  };
  return {
    ...{ horizonDays: 90, usualGapDays: 28.1, outcomeWindowDays: 30, testCutoff: T0, seconds: 7 },
    ...{ noNetwork: words, lineage: null, decision: 1 },
    verdicts: [
      {
        ...{ head: 'leaves', positives: 430, serves: 'logistic-regression', why: words, ...shared },
        rungs: [
          rung('base-rate', 0.6862, { rank: 0.5 }),
          rung('logistic-regression', 0.589, { rank: 0.736, error: 0.2, cameToForetold: COUNTED }),
          rung('own-rhythm', null),
          rung('heads-network', 0.5909, { rank: 0.741 }),
        ],
      },
      {
        ...{ head: 'value', positives: 281, serves: 'heads-network', why: words, ...shared },
        rungs: [
          rung('base-rate', 754.16, { rank: 0 }),
          rung('purchase-rhythm', 461.12),
          rung('heads-network', 440.95, { rank: 0.761, error: 24_739, cameToForetold: COUNTED }),
        ],
      },
      {
        ...{ head: 'next order', positives: 570, serves: null, why: words, ...shared },
        rungs: [rung('base-rate', 0.2021, { rank: 0.5, error: 30.7 })],
      },
    ],
  };
}

export function headScores(changes: Partial<HeadScores> = {}): HeadScores {
  return {
    leaves: 0.31,
    valueCents: 12_345,
    nextOrder: { quarterDays: 3, medianDays: 10, threeQuartersDays: null },
    ...changes,
  };
}
