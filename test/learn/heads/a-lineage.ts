/** Of what heads were learnt, where a test does not ask. */

import type { HeadsLineage } from '../../../src/domain/heads-report.ts';
import { TERMS } from './build-head-set.ts';

export function aLineage(): HeadsLineage {
  return {
    ...{ runId: 'night', trainedAt: 0, seed: 4, trainCutoff: 1, testCutoff: 2, features: 10 },
    ...{ ...TERMS, trainingSetHash: '0a', rows: { training: 2500, validation: 500, test: 800 } },
  };
}
