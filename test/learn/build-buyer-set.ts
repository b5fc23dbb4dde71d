/** Builds training sets of customers who were drawn from BG/NBD itself, and of some who never ordered. */

import type { TrainingSet } from '../../src/learn/model.ts';
import type { BgNbd } from '../../src/statistics/bg-nbd.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { drawCustomer } from '../statistics/draw-purchases.ts';

export const BUYER_FEATURES = ['recencyDays', 'orderCount', 'customerDays', 'constant', 'noise'];
export const BUYER_WINDOW_DAYS = 30;
/** In days. */
export const BUYER_TRUTH: BgNbd = { r: 0.8, alpha: 30, a: 0.8, b: 2.5 };
/** Who has not ordered yet, and how likely an order of theirs is. */
export const NEWCOMERS = { share: 0.2, probability: 0.1 };

export function buildBuyerSet(rows: number, seed: number, truth = BUYER_TRUTH): TrainingSet {
  const random = createRandom(seed);
  const x = new Float32Array(rows * BUYER_FEATURES.length);
  const y = new Uint8Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const at = row * BUYER_FEATURES.length;
    if (random.uniform() < NEWCOMERS.share) {
      x.set([730, 0, 0, 7, random.normal()], at);
      y[row] = random.uniform() < NEWCOMERS.probability ? 1 : 0;
      continue;
    }
    const age = 20 + random.uniform() * 400;
    const { repeats, recency, later } = drawCustomer(truth, age, BUYER_WINDOW_DAYS, random);
    x.set([age - recency, repeats + 1, age, 7, random.normal()], at);
    y[row] = later > 0 ? 1 : 0;
  }
  return { featureNames: BUYER_FEATURES, rows, x, y };
}
