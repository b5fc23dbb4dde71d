/** HR and NDCG with one item to find. */

import { expect, it } from 'vitest';
import { hitRateAt, ndcgAt } from '../../src/statistics/next-item.ts';

it('counts hits within the first places, and the earlier the more', () => {
  expect(hitRateAt(10, [0, 9, 10, 500])).toBe(0.5);
  expect(ndcgAt(10, [0, 10])).toBe(0.5);
  expect(ndcgAt(10, [2])).toBeCloseTo(0.5, 12);
  expect(ndcgAt(10, [9])).toBeCloseTo(1 / Math.log2(11), 12);
});
