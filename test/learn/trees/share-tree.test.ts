/** What a tree says is shared out as Shapley had it, by one walk rather than by all subsets. */

import { expect, it } from 'vitest';
import { shareByShapley } from '../../../src/learn/share-by-shapley.ts';
import { shareTree } from '../../../src/learn/trees/share-tree.ts';
import { askTree } from '../../../src/learn/trees/tree.ts';
import { createRandom, type Random } from '../../../src/statistics/random.ts';
import { drawTree } from './draw-tree.ts';

const FEATURES = 4;

it.each([1, 2, 3, 4, 5])('gives each feature what trying all subsets gives it, tree %i', (seed) => {
  const random = createRandom(seed);
  const tree = drawTree(5, { features: FEATURES, random });
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

/** One value in five is unknown. */
function drawRow(random: Random): Float32Array {
  return Float32Array.from({ length: FEATURES }, () =>
    random.integer(5) === 0 ? Number.NaN : random.normal(),
  );
}
