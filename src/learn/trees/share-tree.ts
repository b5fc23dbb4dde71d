/** Shares what a tree says of a row, beyond what it says of another, among the features: exact Shapley values. */

import { nextNode, type Tree } from './tree.ts';

/** Which of the two rows a feature was taken from on the way to a leaf; 0 where it has not mattered yet. */
const [ROW, OTHER] = [1, 2] as const;

/**
 * Adds to `shares`, one number a feature, the Shapley values of the function that takes some features from the row and the rest
 * from the other. Interventional TreeSHAP against one background row: Lundberg et al., "From local explanations to global
 * understanding with explainable AI for trees", Nature Machine Intelligence 2 (2020). Both rows go down the tree together; where they part, the
 * leaf that each subset of features leads to is told by who was followed at each feature, and how many subsets lead there by
 * how many features that were.
 */
export function shareTree(
  tree: Tree,
  { row, other }: { readonly row: Float32Array; readonly other: Float32Array },
  shares: Float64Array,
): void {
  const sides = new Uint8Array(row.length);
  const parted: number[] = [];
  const visit = (node: number, own: number): void => {
    const column = tree.columns[node]!;
    if (column < 0) {
      shareLeaf(tree.numbers[node]!, { parted, sides, own }, shares);
      return;
    }
    const [here, there] = [nextNode(tree, node, row[column]!), nextNode(tree, node, other[column]!)];
    if (here === there || sides[column] !== 0) {
      visit(sides[column] === OTHER ? there : here, own);
      return;
    }
    parted.push(column);
    sides[column] = ROW;
    visit(here, own + 1);
    sides[column] = OTHER;
    visit(there, own);
    sides[column] = 0;
    parted.pop();
  };
  visit(0, 0);
}

/** `own` of the parted features come from the row; the leaf is reached by just the subsets that have these and not the others. */
function shareLeaf(
  value: number,
  {
    parted,
    sides,
    own,
  }: { readonly parted: readonly number[]; readonly sides: Uint8Array; readonly own: number },
  shares: Float64Array,
): void {
  const others = parted.length - own;
  for (const column of parted) {
    if (sides[column] === ROW) shares[column]! += value * weightOf(own - 1, others);
    else shares[column]! -= value * weightOf(own, others - 1);
  }
}

/** The share of orders in which so many come before a feature and so many after it: a! b! / (a + b + 1)!. */
function weightOf(before: number, after: number): number {
  let weight = 1 / (before + after + 1);
  for (let i = 1; i <= before; i += 1) weight *= i / (after + i);
  return weight;
}
