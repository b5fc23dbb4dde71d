/** The statistical rung finds what customers were drawn from, and says when it cannot. */

import { describe, expect, it } from 'vitest';
import { createModel } from '../../src/learn/create-model.ts';
import { PurchaseRhythm } from '../../src/learn/purchase-rhythm.ts';
import { shareByShapley } from '../../src/learn/share-by-shapley.ts';
import { trainCandidates } from '../../src/learn/train-candidates.ts';
import { fitBgNbd, purchaseProbability } from '../../src/statistics/bg-nbd.ts';
import { logLoss } from '../../src/statistics/log-loss.ts';
import {
  BUYER_FEATURES,
  BUYER_TRUTH,
  BUYER_WINDOW_DAYS,
  buildBuyerSet,
  NEWCOMERS,
} from './build-buyer-set.ts';

const OPTIONS = { seed: 5, outcomeWindowDays: BUYER_WINDOW_DAYS };
const WIDTH = BUYER_FEATURES.length;

async function learnRhythm(training = buildBuyerSet(6000, 1)) {
  const model = new PurchaseRhythm();
  await model.fit(training, buildBuyerSet(1000, 2), OPTIONS);
  return model;
}

describe('the purchase rhythm', () => {
  it('foretells about what the truth itself would', async () => {
    const test = buildBuyerSet(4000, 3);
    const model = await learnRhythm();
    const truth = Array.from({ length: test.rows }, (_, row) => {
      const [recencyDays, orders, age] = test.x.subarray(row * WIDTH, row * WIDTH + 3);
      if (orders === 0) return NEWCOMERS.probability;
      const history = { repeats: orders! - 1, recency: orders === 1 ? 0 : age! - recencyDays!, age: age! };
      return purchaseProbability(BUYER_TRUTH, history, BUYER_WINDOW_DAYS);
    });
    const found = await model.predict(test.x, test.rows);
    expect(Math.abs(logLoss(test.y, found) - logLoss(test.y, truth))).toBeLessThan(0.003);
  });

  it('is fitted also where nobody ever leaves, where the likelihood alone runs off', async () => {
    const loyal = { r: 20, alpha: 600, a: 1e-9, b: 50 };
    const set = buildBuyerSet(3000, 4, loyal);
    const histories = Array.from({ length: set.rows }, (_, row) => {
      const [recencyDays, orders, age] = set.x.subarray(row * WIDTH, row * WIDTH + 3);
      return { repeats: orders! - 1, recency: orders === 1 ? 0 : age! - recencyDays!, age: age! };
    }).filter(({ repeats }) => repeats >= 0);
    expect(fitBgNbd(histories)).toBeNull();
    expect(fitBgNbd(histories, { priorDeviation: 2 })).not.toBeNull();
    const model = await learnRhythm(set);
    const p = await model.predict(set.x, set.rows);
    expect(logLoss(set.y, p)).toBeLessThan(logLoss(set.y, new Array(set.rows).fill(mean(set.y))) - 0.02);
  });

  it('joins the ladder, and is left out in words where too few came back', async () => {
    const clock = { now: () => 0 };
    const night = (rows: number) =>
      trainCandidates({
        training: buildBuyerSet(rows, 1),
        validation: buildBuyerSet(500, 2),
        test: buildBuyerSet(500, 3),
        champion: null,
        clock,
        ...OPTIONS,
      });
    const { candidates } = await night(1500);
    const rhythm = candidates.find(({ kind }) => kind === 'purchase-rhythm');
    expect(rhythm!.metrics.logLoss).toBeLessThan(rhythm!.metrics.baseRateLogLoss);
    expect(rhythm!.againstBaseline).not.toBeNull();
    const few = await night(300);
    expect(few.candidates.map(({ kind }) => kind)).not.toContain('purchase-rhythm');
    expect(few.leftOut.at(-1)).toMatch(
      /^The purchase rhythm was not trained: \d+ training examples are of contacts who came back, and it takes 300\. Import more history\.$/,
    );
  });

  it('refuses to learn without knowing how long the window is', async () => {
    const set = buildBuyerSet(1500, 1);
    await expect(createModel('purchase-rhythm').fit(set, set, { seed: 1 })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('how long the outcome window is'),
    });
  });
});

describe('Shapley values', () => {
  it('are the arguments themselves of a sum, halves of a product, and add up over a jump', () => {
    const share = (f: (mixed: readonly number[]) => number) => shareByShapley([0, 0, 0], [2, 3, 5], f);
    expect(share(([a, b, c]) => a! + 2 * b! - c!)).toEqual(
      [2, 6, -5].map((value) => expect.closeTo(value, 9)),
    );
    expect(share(([a, b]) => a! * b!)).toEqual([3, 3, 0].map((value) => expect.closeTo(value, 9)));
    const jump = share(([a, b, c]) => (a! > 1 ? b! * c! : 7));
    expect(jump.reduce((sum, value) => sum + value, 0)).toBeCloseTo(15 - 7, 9);
  });
});

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
