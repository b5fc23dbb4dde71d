/** The transformer says why by what a product's chance loses without each of the latest products. */

import { beforeAll, expect, it } from 'vitest';
import { leaveProductOut, plainSequence } from '../../../src/learn/recommend/product-sequence.ts';
import { createTransformer } from '../../../src/learn/recommend/transformer.ts';

const PRODUCTS = 12;
const transformer = createTransformer();

beforeAll(async () => {
  const sequences = Array.from({ length: 60 }, (_, contact) =>
    plainSequence(Array.from({ length: 8 }, (__, at) => (contact + at) % PRODUCTS)),
  );
  await transformer.fit({ products: PRODUCTS, sequences, circumstances: [], attributes: [] }, { steps: 20 });
});

it('tells what is lost without each product, the same of whichever is asked first', () => {
  const history = plainSequence([1, 2, 3, 2, 4]);
  for (const product of [7, 5]) {
    const told = transformer.reasons(history, product);
    const chance = transformer.predict(history)[product]!;
    for (const source of [1, 2, 3, 4]) {
      const without = leaveProductOut(history, source);
      const lost = Math.max(0, chance - transformer.predict(without)[product]!);
      expect(told.get(source)).toBeCloseTo(lost, 5);
    }
  }
});

it('leaves no more than five products out, the latest', () => {
  const reasons = transformer.reasons(plainSequence([1, 2, 3, 4, 5, 6, 7]), 8);
  expect([...reasons.keys()].sort()).toEqual([3, 4, 5, 6, 7]);
});

it('has no reason without a history, and the whole chance for one that is all there is', () => {
  expect(transformer.reasons(plainSequence([]), 1).size).toBe(0);
  const only = plainSequence([3, 3]);
  expect(transformer.reasons(only, 4).get(3)).toBe(transformer.predict(only)[4]);
});
