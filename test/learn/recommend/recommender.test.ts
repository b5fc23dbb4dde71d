/** What every recommender promises besides the contract of all models. */

import { beforeAll, describe, expect, it } from 'vitest';
import { createRecommender } from '../../../src/learn/recommend/create-recommender.ts';
import { plainSequence } from '../../../src/learn/recommend/product-sequence.ts';
import { topProducts } from '../../../src/learn/recommend/rank-products.ts';
import { RECOMMENDER_KINDS, type Recommender } from '../../../src/learn/recommend/recommender.ts';
import { buildProductFacts } from '../contract/try-recommender.ts';

const HISTORIES = [[3], [4, 6, 8]].map(plainSequence);

describe.each(RECOMMENDER_KINDS)('%s', (kind) => {
  let recommender: Recommender;

  beforeAll(async () => {
    recommender = createRecommender(kind);
    await recommender.fit(buildProductFacts());
  });

  const readsHistory = kind !== 'popularity';

  it(
    readsHistory ? 'recommends what goes with the history' : 'recommends the same whatever the history',
    () => {
      if (!readsHistory) {
        expect(recommender.predict(HISTORIES[0]!)).toEqual(recommender.predict(HISTORIES[1]!));
        return;
      }
      const history = plainSequence([5, 9, 11]);
      const best = topProducts(recommender.predict(history), 5, new Set([0, ...history.products]));
      expect(best.every((product) => product % 2 === 1)).toBe(true);
    },
  );

  it(readsHistory ? 'says which products of the history speak for one' : 'gives no reasons', () => {
    if (!readsHistory) {
      expect(recommender.reasons(HISTORIES[1]!, 8).size).toBe(0);
      return;
    }
    const history = plainSequence([4, 6, 9]);
    const scores = recommender.predict(history);
    const [best] = topProducts(scores, 1, new Set(history.products));
    const reasons = recommender.reasons(history, best!);
    expect([...reasons.keys()].every((product) => history.products.includes(product))).toBe(true);
    expect(Math.max(...reasons.values())).toBeGreaterThan(0);
  });
});
