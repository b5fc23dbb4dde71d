/** A forest as it is asked about many rows: all nodes in a few arrays, and no branch that a processor would have to guess. */

import type { Forest } from './forest.ts';

/** Of each node, tree after tree. A leaf leads to itself, so that every way in a tree is as long as its longest. */
export interface FlatForest {
  readonly base: number;
  readonly features: number;
  /** Of each tree. */
  readonly roots: Int32Array;
  readonly depths: Int32Array;
  /** Past the features lie these once more, for where what is unknown goes left. */
  readonly columns: Int32Array;
  /** The largest number that goes left. */
  readonly bounds: Float64Array;
  /** Where that leads; a larger one leads to the node after it. */
  readonly left: Int32Array;
  /** Of leaves. */
  readonly says: Float64Array;
}

/** Rows that all trees are asked about before the next ones, so that they stay in the nearest cache. */
const ROWS = 64;
const AT_ONCE = 4;

export function flattenForest({ base, trees }: Forest, features: number): FlatForest {
  const nodes = trees.reduce((sum, { columns }) => sum + columns.length, 0);
  const roots = new Int32Array(trees.length);
  const depths = new Int32Array(trees.length);
  const [columns, left] = [new Int32Array(nodes), new Int32Array(nodes)];
  const bounds = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
  const says = new Float64Array(nodes);
  let root = 0;
  trees.forEach((tree, at) => {
    roots[at] = root;
    says.set(tree.numbers, root);
    const steps = new Int32Array(tree.columns.length);
    tree.columns.forEach((column, node) => {
      const to = root + node;
      depths[at] = Math.max(depths[at]!, steps[node]!);
      if (column < 0) {
        left[to] = to;
        return;
      }
      const own = tree.left[node]!;
      steps.fill(steps[node]! + 1, own, own + 2);
      columns[to] = tree.unknown[node] === own ? features + column : column;
      bounds[to] = tree.numbers[node]!;
      left[to] = root + own;
    });
    root += tree.columns.length;
  });
  return { base, features, roots, depths, columns, bounds, left, says };
}

/** The logit of each row: the base, then what each tree says, in their order. */
export function foretellLogits(forest: FlatForest, x: Float32Array, rows: number): Float64Array {
  const { base, features } = forest;
  const logits = new Float64Array(rows);
  // What the trees make of those past the last is left.
  const block = Math.min(ROWS, Math.ceil(rows / AT_ONCE) * AT_ONCE);
  const values = new Float64Array(2 * features * block);
  const sums = new Float64Array(block);
  for (let from = 0; from < rows; from += block) {
    const to = Math.min(rows, from + block);
    readValues(x.subarray(from * features, to * features), features, values);
    addTrees(forest, values, sums.fill(base));
    logits.set(sums.subarray(0, to - from), from);
  }
  return logits;
}

/** Each row twice: what is not finite counts as unknown, larger than any number and then smaller. */
function readValues(x: Float32Array, features: number, values: Float64Array): void {
  for (let at = 0, to = 0; at < x.length; to += features)
    for (const end = at + features; at < end; at += 1, to += 1) {
      const value = x[at]!;
      const isKnown = value - value === 0;
      values[to] = isKnown ? value : Number.POSITIVE_INFINITY;
      values[to + features] = isKnown ? value : Number.NEGATIVE_INFINITY;
    }
}

/** Four rows go down a tree side by side: a processor need not wait for one where it works at the others. */
function addTrees(forest: FlatForest, values: Float64Array, sums: Float64Array): void {
  const { features, roots, depths, columns, bounds, left, says } = forest;
  const width = 2 * features;
  for (let tree = 0; tree < roots.length; tree += 1) {
    const [root, depth] = [roots[tree]!, depths[tree]!];
    for (let row = 0; row < sums.length; row += AT_ONCE) {
      const [first, second] = [row * width, (row + 1) * width];
      const [third, fourth] = [(row + 2) * width, (row + 3) * width];
      let [a, b, c, d] = [root, root, root, root];
      for (let step = 0; step < depth; step += 1) {
        a = left[a]! + +(values[first + columns[a]!]! > bounds[a]!);
        b = left[b]! + +(values[second + columns[b]!]! > bounds[b]!);
        c = left[c]! + +(values[third + columns[c]!]! > bounds[c]!);
        d = left[d]! + +(values[fourth + columns[d]!]! > bounds[d]!);
      }
      sums[row]! += says[a]!;
      sums[row + 1]! += says[b]!;
      sums[row + 2]! += says[c]!;
      sums[row + 3]! += says[d]!;
    }
  }
}
