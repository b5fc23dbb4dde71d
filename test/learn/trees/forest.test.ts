/** A forest that was saved is one again, and numbers that make none are refused. */

import { expect, it } from 'vitest';
import { foretellLogits, packForest, unpackForest } from '../../../src/learn/trees/forest.ts';

/** Whether the second of two features is above a half. */
const TREE = {
  columns: Int32Array.of(1, -1, -1),
  numbers: Float64Array.of(0.5, -1, 2),
  left: Int32Array.of(1, 0, 0),
  right: Int32Array.of(2, 0, 0),
  unknown: Int32Array.of(2, 0, 0),
};
const FOREST = { base: -0.25, trees: [TREE, TREE] };

it('adds up what its trees say, also after it was saved', () => {
  const x = Float32Array.of(9, 0, 9, 1, 9, Number.NaN);
  expect([...foretellLogits(FOREST, x, 3)]).toEqual([-2.25, 3.75, 3.75]);
  expect(unpackForest(packForest(FOREST), 2)).toEqual(FOREST);
});

it.each([
  ['the feature is one that there is not', 4, 2],
  ['a number is none', 5, Number.NaN],
  ['a question leads back to itself', 6, 0],
  ['a question leads to no node', 7, 3],
  ['there are fewer nodes than were said', 3, 4],
  ['it has more trees than there are', 1, 1e9],
])('refuses numbers of which %s', (_, at, number) => {
  expect(unpackForest(packForest(FOREST).with(at, number), 2)).toBeNull();
});
