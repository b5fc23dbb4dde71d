/** A step's slope makes parts of what went in parts of what came out. */

import { expect, it } from 'vitest';
import { slopeBetween } from '../../src/learn/slope-between.ts';

it('is the chord between two points, and the slope of the curve where they meet', () => {
  const square = (at: number) => at ** 2;
  expect(slopeBetween(square, 1, 3)).toBe(4);
  expect(slopeBetween(square, 3, 1)).toBe(4);
  expect(slopeBetween(square, 3, 3)).toBeCloseTo(6, 6);
});
