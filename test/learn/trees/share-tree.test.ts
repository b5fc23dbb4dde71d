/** What a tree says is shared out as Shapley had it, by one walk rather than by all subsets. */

import { expect, it } from 'vitest';
import { shareByShapley } from '../../../src/learn/share-by-shapley.ts';
import { shareTree } from '../../../src/learn/trees/share-tree.ts';
import { askTree, type Tree } from '../../../src/learn/trees/tree.ts';
import { createRandom, type Random } from '../../../src/statistics/random.ts';

const FEATURES = 4;

it.each([1, 2, 3, 4, 5])('gives each feature what trying all subsets gives it, tree %i', (seed) => {
  const random = createRandom(seed);
  const tree = drawTree(5, random);
  for (let time = 0; time < 40; time += 1) {
    const [row, other] = [drawRow(random), drawRow(random)];
    const shares = new Float64Array(FEATURES);
    shareTree(tree, { row, other }, shares);
    const ask = (mixed: readonly number[]) => askTree(tree, Float32Array.from(mixed), 0);
    shareByShapley([...other], [...row], ask).forEach((share, column) => {
      expect(shares[column]).toBeCloseTo(share, 10);
    });
  }
});

/** Full to its depth, so that a way asks about most features more than once. */
function drawTree(depth: number, random: Random): Tree {
  const [inner, all] = [2 ** depth - 1, 2 ** (depth + 1) - 1];
  const nodes = [...new Array(all).keys()];
  const child = (node: number, side: number) => (node < inner ? 2 * node + 1 + side : 0);
  return {
    columns: Int32Array.from(nodes, (node) => (node < inner ? random.integer(FEATURES) : -1)),
    numbers: Float64Array.from(nodes, () => random.normal()),
    left: Int32Array.from(nodes, (node) => child(node, 0)),
    right: Int32Array.from(nodes, (node) => child(node, 1)),
    unknown: Int32Array.from(nodes, (node) => child(node, random.integer(2))),
  };
}

/** One value in five is unknown. */
function drawRow(random: Random): Float32Array {
  return Float32Array.from({ length: FEATURES }, () =>
    random.integer(5) === 0 ? Number.NaN : random.normal(),
  );
}
