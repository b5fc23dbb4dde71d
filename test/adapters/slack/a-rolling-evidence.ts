/** Builds what a kind of model came to at three earlier moments. */

import { DAY } from '../../../src/domain/clock.ts';
import type { OriginEvidence, RollingEvidence } from '../../../src/domain/rolling-evidence.ts';

const NEWEST = Date.UTC(2026, 3, 1);

export function aRollingEvidence(changes: Partial<RollingEvidence> = {}): RollingEvidence {
  return {
    ...{ kind: 'logistic-regression', outcomeWindowDays: 30, missing: [] },
    origins: [0, 1, 2].map(anOrigin),
    pooled: {
      logLoss: around(0.2911),
      skill: around(0.182),
      rocAuc: around(0.841),
      prAuc: around(0.412),
      accuracy: around(0.912),
      recall: around(0.521),
      f1: around(0.512),
      observedToExpected: around(1.03),
    },
    ...changes,
  };
}

function around(estimate: number) {
  return { estimate, low: estimate - 0.01, high: estimate + 0.01 };
}

function anOrigin(back: number): OriginEvidence {
  return {
    ...{ cutoff: NEWEST - back * 30 * DAY, trainCutoff: NEWEST - (back + 2) * 30 * DAY },
    ...{ rows: 1_000, positives: 100 + 10 * back, baseRate: 0.1 + 0.01 * back },
    ...{ logLoss: 0.29, baseRateLogLoss: 0.35, rocAuc: 0.84, prAuc: 0.41 },
    ...{ accuracy: 0.91, baseRateAccuracy: 0.9 - 0.01 * back, recall: 0.52, f1: 0.51 },
    ...{ calibrationError: 0.01, observedToExpected: 1.03, skill: back === 2 ? -0.02 : 0.17 },
    lineage: {
      ...{ trainingRows: 4_000, trainingSetHash: 'hash', seed: 1, program: '1+a', backend: 'plain' },
      ...{ trainedAt: NEWEST + 30 * DAY, seconds: 1, isReused: false },
    },
  };
}
