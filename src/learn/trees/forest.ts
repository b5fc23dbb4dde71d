/** Many trees whose answers add up to a logit, and the numbers that they are saved as. */

import { shareTree } from './share-tree.ts';
import type { Tree } from './tree.ts';

export interface Forest {
  /** What every row's logit begins from. */
  readonly base: number;
  readonly trees: readonly Tree[];
}

/** Numbers of a saved node. */
const NODE = 5;

/** The Shapley value of each feature of the row, in logits, against the other row. */
export function shareLogit({ trees }: Forest, row: Float32Array, other: Float32Array): Float64Array {
  const shares = new Float64Array(row.length);
  for (const tree of trees) shareTree(tree, { row, other }, shares);
  return shares;
}

/** The base, how many trees there are, how many nodes each has, then all nodes. */
export function packForest({ base, trees }: Forest): Float64Array {
  const nodes = trees.flatMap(({ columns, numbers, left, right, unknown }) =>
    Array.from(columns, (column, at) => [column, numbers[at]!, left[at]!, right[at]!, unknown[at]!]),
  );
  return Float64Array.from([
    base,
    trees.length,
    ...trees.map(({ columns }) => columns.length),
    ...nodes.flat(),
  ]);
}

/** The forest of these numbers, or null where they are none for so many features. */
export function unpackForest(packed: Float64Array, features: number): Forest | null {
  const [base, count] = packed;
  if (base === undefined || !Number.isFinite(base) || !(count! >= 0 && count! <= packed.length)) return null;
  const sizes = [...packed.subarray(2, 2 + count!)];
  const nodes = sizes.reduce((sum, size) => sum + size, 0);
  if (packed.length !== 2 + count! + NODE * nodes) return null;
  let from = 2 + count!;
  const trees = sizes.map((size) => {
    const own = packed.subarray(from, from + NODE * size);
    from += NODE * size;
    return unpackTree(own);
  });
  return trees.every((tree) => isTree(tree, features)) ? { base, trees } : null;
}

function unpackTree(packed: Float64Array): Tree {
  const take = (which: number) => packed.filter((_, at) => at % NODE === which);
  const [columns, left, right, unknown] = [0, 2, 3, 4].map((which) => Int32Array.from(take(which)));
  return { columns: columns!, numbers: take(1), left: left!, right: right!, unknown: unknown! };
}

/** Whether every way ends at a leaf that says a number, asks about features that there are, and parts in two that lie side by side. */
function isTree({ columns, numbers, left, right, unknown }: Tree, features: number): boolean {
  const parts = (node: number) =>
    left[node]! > node &&
    right[node] === left[node]! + 1 &&
    right[node]! < columns.length &&
    (unknown[node] === left[node] || unknown[node] === right[node]);
  return (
    columns.length > 0 &&
    columns.every(
      (column, node) =>
        Number.isFinite(numbers[node]!) &&
        (column === -1 || (column >= 0 && column < features && parts(node))),
    )
  );
}
