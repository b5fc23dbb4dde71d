/** A forest that was saved is one again, and numbers that make none are refused. Laid out flat it says what its trees do. */

import { expect, it } from 'vitest';
import { flattenForest, foretellLogits } from '../../../src/learn/trees/flat-forest.ts';
import { packForest, unpackForest } from '../../../src/learn/trees/forest.ts';
import { askTree } from '../../../src/learn/trees/tree.ts';
import { createRandom } from '../../../src/statistics/random.ts';
import { drawTree } from './draw-tree.ts';

/** Whether the second of two features is above a half. */
const TREE = {
  columns: Int32Array.of(1, -1, -1),
  numbers: Float64Array.of(0.5, -1, 2),
  left: Int32Array.of(1, 0, 0),
  right: Int32Array.of(2, 0, 0),
  unknown: Int32Array.of(2, 0, 0),
};
const [FEATURES, ROWS] = [4, 203];
const FOREST = { base: -0.25, trees: [TREE, TREE] };

it('is the same after it was saved', () => {
  expect(unpackForest(packForest(FOREST), 2)).toEqual(FOREST);
});

it('adds up what its trees say one by one, to the last digit, whatever their depths and what is unknown', () => {
  const random = createRandom(11);
  const trees = [3, 0, 5, 1, 2].map((depth) => drawTree(depth, { features: FEATURES, random }));
  const strange = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3.4e38, -3.4e38];
  // Of few numbers, so that many are the very boundary; more rows than are asked about at a time.
  const few = [...trees[2]!.numbers.subarray(0, 5), ...strange].map(Math.fround);
  trees[2]!.numbers.set(few.slice(0, 5));
  const x = Float32Array.from({ length: ROWS * FEATURES }, () => few[random.integer(few.length)]!);
  const said = foretellLogits(flattenForest({ base: -0.25, trees }, FEATURES), x, ROWS);
  const wanted = Array.from({ length: ROWS }, (_, row) =>
    trees.reduce((sum, tree) => sum + askTree(tree, x, row * FEATURES), -0.25),
  );
  expect([...said]).toEqual(wanted);
  expect(new Set(said).size).toBeGreaterThan(50);
});

it.each([
  ['the feature is one that there is not', 4, 2],
  ['a number is none', 5, Number.NaN],
  ['a question leads back to itself', 6, 0],
  ['a question leads to no node', 7, 3],
  ['what is unknown leads elsewhere', 8, 0],
  ['there are fewer nodes than were said', 3, 4],
  ['it has more trees than there are', 1, 1e9],
])('refuses numbers of which %s', (_, at, number) => {
  expect(unpackForest(packForest(FOREST).with(at, number), 2)).toBeNull();
});
