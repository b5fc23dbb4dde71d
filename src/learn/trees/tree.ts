/** One tree of questions to a row of features, each whether a number is at most another, and what it says at its leaves. */

/** Node 0 is the root; nodes come after those that lead to them, the right one next to the left one. */
export interface Tree {
  /** The column that a node asks about, or -1 for a leaf. */
  readonly columns: Int32Array;
  /** The largest number that goes left, or what a leaf says. */
  readonly numbers: Float64Array;
  /** Where it goes on if the number is at most that, larger, or unknown, which is one of both. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly unknown: Int32Array;
}

/** What the tree says of the row that begins at `from`. */
export function askTree(tree: Tree, x: Float32Array, from: number): number {
  let node = 0;
  while (tree.columns[node]! >= 0) node = nextNode(tree, node, x[from + tree.columns[node]!]!);
  return tree.numbers[node]!;
}

/** Where a node leads a number. What is not finite counts as unknown: the difference is no number. */
export function nextNode({ numbers, left, right, unknown }: Tree, node: number, value: number): number {
  if (value - value !== 0) return unknown[node]!;
  return value <= numbers[node]! ? left[node]! : right[node]!;
}
