/** What every recommender promises, tried on each. */

import { beforeAll, describe, expect, it } from 'vitest';
import { createRecommender } from '../../../src/learn/recommend/create-recommender.ts';
import { plainSequence } from '../../../src/learn/recommend/product-sequence.ts';
import { topProducts } from '../../../src/learn/recommend/rank-products.ts';
import { RECOMMENDER_KINDS, type Recommender } from '../../../src/learn/recommend/recommender.ts';
import { createRandom } from '../../../src/statistics/random.ts';

const PRODUCTS = 40;
const HALF = PRODUCTS / 2;

/** Contacts walk through even or through odd products, which have an attribute each; number 0 is taken by all. */
function buildFacts() {
  const random = createRandom(4);
  const sequences = Array.from({ length: 400 }, (_, contact) => {
    const own = random.shuffle(Array.from({ length: HALF - 1 }, (__, at) => 2 * at + 2 - (contact % 2)));
    return plainSequence([...own.slice(0, 6), 0]);
  });
  return {
    products: PRODUCTS,
    sequences,
    circumstances: [],
    attributes: Array.from({ length: PRODUCTS }, (_, product) => [product % 2 === 0 ? 'even' : 'odd']),
  };
}

const HISTORIES = [[], [3], [4, 6, 8], [5, 7, 5, 0]].map(plainSequence);

describe.each(RECOMMENDER_KINDS)('%s', (kind) => {
  let recommender: Recommender;

  beforeAll(async () => {
    recommender = createRecommender(kind);
    await recommender.fit(buildFacts());
  }, 120_000);

  it('scores every product with a finite number', () => {
    for (const history of HISTORIES) {
      const scores = recommender.score(history);
      expect(scores).toHaveLength(PRODUCTS);
      expect(scores.every(Number.isFinite)).toBe(true);
    }
  });

  const readsHistory = kind !== 'popularity';

  it(
    readsHistory ? 'recommends what goes with the history' : 'recommends the same whatever the history',
    () => {
      if (!readsHistory) {
        expect(recommender.score(HISTORIES[1]!)).toEqual(recommender.score(HISTORIES[2]!));
        return;
      }
      const history = plainSequence([5, 9, 11]);
      const best = topProducts(recommender.score(history), 5, new Set([0, ...history.products]));
      expect(best.every((product) => product % 2 === 1)).toBe(true);
    },
  );

  it(readsHistory ? 'says which products of the history speak for one' : 'gives no reasons', () => {
    if (!readsHistory) {
      expect(recommender.reasons(HISTORIES[2]!, 8).size).toBe(0);
      return;
    }
    const history = plainSequence([4, 6, 9]);
    const scores = recommender.score(history);
    const [best] = topProducts(scores, 1, new Set(history.products));
    const reasons = recommender.reasons(history, best!);
    expect([...reasons.keys()].every((product) => history.products.includes(product))).toBe(true);
    expect(Math.max(...reasons.values())).toBeGreaterThan(0);
  });

  it('scores exactly the same after it was saved and loaded', async () => {
    const copy = createRecommender(kind);
    await copy.load(recommender.save());
    for (const history of HISTORIES) expect(copy.score(history)).toEqual(recommender.score(history));
  });

  it('learns the same from the same facts', async () => {
    const again = createRecommender(kind);
    await again.fit(buildFacts());
    expect(again.save()).toEqual(recommender.save());
  });

  it('refuses to score before it has learnt, and to load what is damaged', async () => {
    const invalid = expect.objectContaining({ code: 'invalid' });
    expect(() => createRecommender(kind).score(HISTORIES[1]!)).toThrow(invalid);
    const files = recommender.save();
    for (const name of Object.keys(files)) {
      const { [name]: _, ...incomplete } = files;
      await expect(createRecommender(kind).load(incomplete)).rejects.toThrow(invalid);
      const cut = { ...files, [name]: files[name]!.slice(0, -3) };
      await expect(createRecommender(kind).load(cut)).rejects.toThrow(invalid);
    }
  });
});
