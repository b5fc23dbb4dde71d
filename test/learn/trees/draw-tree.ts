/** Draws trees by lot. */

import type { Tree } from '../../../src/learn/trees/tree.ts';
import type { Random } from '../../../src/statistics/random.ts';

/** Full to its depth, so that a way through a deep one asks about most features more than once. */
export function drawTree(
  depth: number,
  { features, random }: { readonly features: number; readonly random: Random },
): Tree {
  const [inner, all] = [2 ** depth - 1, 2 ** (depth + 1) - 1];
  const nodes = [...new Array(all).keys()];
  const child = (node: number, side: number) => (node < inner ? 2 * node + 1 + side : 0);
  return {
    columns: Int32Array.from(nodes, (node) => (node < inner ? random.integer(features) : -1)),
    numbers: Float64Array.from(nodes, () => random.normal()),
    left: Int32Array.from(nodes, (node) => child(node, 0)),
    right: Int32Array.from(nodes, (node) => child(node, 1)),
    unknown: Int32Array.from(nodes, (node) => child(node, random.integer(2))),
  };
}
