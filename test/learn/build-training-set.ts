/** Builds training sets with a planted truth, for the tests of models. */

import type { TrainingSet } from '../../src/learn/model.ts';
import { createRandom } from '../../src/statistics/random.ts';

export const FEATURE_NAMES = ['recencyDays', 'orderCount', 'opens', 'constant', 'noise'];

/** Contacts who bought lately and often are likelier to order; opens help, noise does not, one column never varies. */
export function buildTrainingSet(rows: number, seed: number): TrainingSet {
  const random = createRandom(seed);
  const x = new Float32Array(rows * FEATURE_NAMES.length);
  const y = new Uint8Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const recencyDays = random.exponential(60);
    const orderCount = random.poisson(3);
    const opens = random.poisson(1);
    const logit = 0.5 * orderCount - 1.5 * Math.log1p(recencyDays / 10) + 0.8 * opens - 1;
    y[row] = random.uniform() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
    x.set([recencyDays, orderCount, opens, 7, random.normal()], row * FEATURE_NAMES.length);
  }
  return { featureNames: FEATURE_NAMES, rows, x, y };
}
