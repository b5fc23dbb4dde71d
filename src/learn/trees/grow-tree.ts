/** Grows one regression tree on gradients, level by level, by histograms. */

import type { Random } from '../../statistics/random.ts';
import { type BinnedColumn, UNKNOWN } from './bin-columns.ts';
import type { Tree } from './tree.ts';

export interface GrowOptions {
  readonly depth: number;
  /** Of second derivatives, on either side of a split. */
  readonly leastWeight: number;
  readonly l2: number;
  /** Of rows and of columns, drawn by lot for each tree. */
  readonly rowShare: number;
  readonly columnShare: number;
  /** Of what the leaves would say. */
  readonly learningRate: number;
}

/** First and second derivatives of each row's loss by its logit. */
export interface Derivatives {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

interface Split {
  readonly gain: number;
  readonly column: number;
  readonly bin: number;
  readonly unknownLeft: boolean;
}

/** A node while its tree grows. */
interface Node {
  column: number;
  number: number;
  left: number;
  right: number;
  unknown: number;
}

const BINS = UNKNOWN + 1;
const NOWHERE = -1;
/** The largest number of 32 bits, as features are: whatever is known is at most that, and a file keeps it as it is. */
const LARGEST = (2 - 2 ** -23) * 2 ** 127;

/**
 * Splits where the second-order gain is largest, unknown values on the side where it is larger: Chen and Guestrin, "XGBoost: a
 * scalable tree boosting system", KDD 2016, sections 2.2 and 3.4. Where no row of the node lacks the value, what
 * is unknown goes where the typical value goes. Where some do, a split may also tell the known from the unknown.
 */
export function growTree(
  columns: readonly BinnedColumn[],
  derivatives: Derivatives,
  options: GrowOptions,
  random: Random,
): Tree {
  const rows = drawRows(derivatives.first.length, options.rowShare, random);
  const asked = drawColumns(columns.length, options.columnShare, random);
  const nodes: Node[] = [leaf()];
  // Of each drawn row the node of this level that it has come to, or nowhere once that is a leaf.
  const at = new Int32Array(rows.length);
  let level = [0];
  for (let depth = 0; level.length > 0; depth += 1) {
    const sums = sumNodes(rows, at, derivatives, level.length);
    level.forEach((node, own) => {
      const [first, second] = [sums[2 * own]!, sums[2 * own + 1]!];
      nodes[node]!.number = (-options.learningRate * first) / (second + options.l2);
    });
    if (depth === options.depth) break;
    const splits = findSplits({ columns, asked, rows, at, derivatives, sums }, options);
    level = splitNodes(nodes, level, splits, columns);
    moveRows(rows, at, splits, columns);
  }
  return packNodes(nodes);
}

function leaf(): Node {
  return { column: -1, number: 0, left: 0, right: 0, unknown: 0 };
}

function drawRows(rows: number, share: number, random: Random): Int32Array {
  const drawn = Int32Array.from({ length: rows }, (_, row) => row);
  return share === 1 ? drawn : drawn.filter(() => random.uniform() < share);
}

function drawColumns(columns: number, share: number, random: Random): Int32Array {
  const all = random.shuffle(Int32Array.from({ length: columns }, (_, column) => column));
  return all.slice(0, Math.ceil(share * columns)).sort();
}

/** For each node of the level both sums of derivatives over its rows. */
function sumNodes(
  rows: Int32Array,
  at: Int32Array,
  { first, second }: Derivatives,
  nodes: number,
): Float64Array {
  const sums = new Float64Array(2 * nodes);
  for (let i = 0; i < rows.length; i += 1) {
    const node = at[i]!;
    if (node === NOWHERE) continue;
    sums[2 * node]! += first[rows[i]!]!;
    sums[2 * node + 1]! += second[rows[i]!]!;
  }
  return sums;
}

interface Level {
  readonly columns: readonly BinnedColumn[];
  readonly asked: Int32Array;
  readonly rows: Int32Array;
  readonly at: Int32Array;
  readonly derivatives: Derivatives;
  readonly sums: Float64Array;
}

/** Of each node of the level its best split, or none. */
function findSplits(level: Level, options: GrowOptions): (Split | null)[] {
  const { columns, asked, rows, at, derivatives, sums } = level;
  const { first, second } = derivatives;
  const nodes = sums.length / 2;
  const best: (Split | null)[] = new Array(nodes).fill(null);
  const histogram = new Float64Array(nodes * BINS * 2);
  for (const column of asked) {
    const { bins, ends, typical } = columns[column]!;
    histogram.fill(0);
    for (let i = 0; i < rows.length; i += 1) {
      if (at[i] === NOWHERE) continue;
      const row = rows[i]!;
      const to = 2 * (at[i]! * BINS + bins[row]!);
      histogram[to]! += first[row]!;
      histogram[to + 1]! += second[row]!;
    }
    for (let node = 0; node < nodes; node += 1) {
      const own = histogram.subarray(2 * node * BINS, 2 * (node + 1) * BINS);
      const whole = [sums[2 * node]!, sums[2 * node + 1]!] as const;
      const found = splitColumn(own, whole, ends.length, options);
      if (found === null || found.gain <= (best[node]?.gain ?? 0)) continue;
      const unknownLeft = found.unknownLeft ?? typical <= ends[found.bin]!;
      best[node] = { ...found, column, unknownLeft };
    }
  }
  return best;
}

/** Where one column splits one node best, if anywhere; null for the side of the unknown where there is none. */
function splitColumn(
  histogram: Float64Array,
  [first, second]: readonly [number, number],
  ends: number,
  { l2, leastWeight }: GrowOptions,
) {
  const [unknownFirst, unknownSecond] = [histogram[2 * UNKNOWN]!, histogram[2 * UNKNOWN + 1]!];
  const score = (one: number, two: number) => (one * one) / (two + l2);
  const whole = score(first, second);
  let [gain, bin, unknownLeft] = [0, -1, false];
  for (const isLeft of unknownSecond === 0 ? [false] : [false, true]) {
    let leftFirst = isLeft ? unknownFirst : 0;
    let leftSecond = isLeft ? unknownSecond : 0;
    // Past the last end lies whatever is known: what is unknown then stands alone on the right.
    const last = isLeft || unknownSecond === 0 ? ends - 1 : ends;
    for (let end = 0; end <= last; end += 1) {
      leftFirst += histogram[2 * end]!;
      leftSecond += histogram[2 * end + 1]!;
      if (leftSecond < leastWeight || second - leftSecond < leastWeight) continue;
      const gained = score(leftFirst, leftSecond) + score(first - leftFirst, second - leftSecond) - whole;
      if (gained > gain) [gain, bin, unknownLeft] = [gained, end, isLeft];
    }
  }
  return bin < 0 ? null : { gain, bin, unknownLeft: unknownSecond === 0 ? null : unknownLeft };
}

/** Makes each split of the level two nodes, which are the next level. */
function splitNodes(
  nodes: Node[],
  level: readonly number[],
  splits: readonly (Split | null)[],
  columns: readonly BinnedColumn[],
): number[] {
  return level.flatMap((node, own) => {
    const split = splits[own]!;
    if (split === null) return [];
    const left = nodes.push(leaf(), leaf()) - 2;
    const right = left + 1;
    const number = columns[split.column]!.ends[split.bin] ?? LARGEST;
    nodes[node] = { column: split.column, number, left, right, unknown: split.unknownLeft ? left : right };
    return [left, right];
  });
}

function moveRows(
  rows: Int32Array,
  at: Int32Array,
  splits: readonly (Split | null)[],
  columns: readonly BinnedColumn[],
): void {
  const isSplit = splits.map((split) => split !== null);
  // Two for each node before it that splits.
  const lefts = isSplit.map((_, node) => 2 * isSplit.slice(0, node).filter(Boolean).length);
  for (let i = 0; i < rows.length; i += 1) {
    const split = at[i] === NOWHERE ? null : splits[at[i]!]!;
    if (split === null) {
      at[i] = NOWHERE;
      continue;
    }
    const bin = columns[split.column]!.bins[rows[i]!]!;
    const isLeft = bin === UNKNOWN ? split.unknownLeft : bin <= split.bin;
    at[i] = lefts[at[i]!]! + (isLeft ? 0 : 1);
  }
}

function packNodes(nodes: readonly Node[]): Tree {
  return {
    columns: Int32Array.from(nodes, ({ column }) => column),
    numbers: Float64Array.from(nodes, ({ number }) => number),
    left: Int32Array.from(nodes, ({ left }) => left),
    right: Int32Array.from(nodes, ({ right }) => right),
    unknown: Int32Array.from(nodes, ({ unknown }) => unknown),
  };
}
