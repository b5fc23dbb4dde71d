/** The first index that has what all after it have too. */

import { expect, it } from 'vitest';
import { findFirst } from '../../src/statistics/find-first.ts';

it.each([1, 2, 7, 64])('finds, of %i, whichever is the first, or that there is none', (length) => {
  for (let first = 0; first <= length; first += 1)
    expect(findFirst(length, (index) => index >= first)).toBe(first);
});

it('finds none where there is nothing', () => {
  expect(findFirst(0, () => true)).toBe(0);
});
