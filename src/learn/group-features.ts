/** Features that say the same: their values put contacts into the same order, or the opposite one. */

import type { TrainingSet } from './model.ts';

/** The least rank correlation, either way, of every two features of a group. */
const ALIKE = 0.9;
const ROWS = 5_000;

/**
 * Groups of two features or more, by complete linkage of Spearman's rank correlation on evenly spaced rows. Their effects
 * are added up, and they are shuffled together, since each alone would look unimportant beside its twins.
 */
export function groupFeatures(set: TrainingSet): readonly (readonly string[])[] {
  const ranks = set.featureNames.map((_, column) => standardRanks(set, column));
  const alike = (a: number, b: number) => {
    const [one, other] = [ranks[a]!, ranks[b]!];
    let sum = 0;
    for (let row = 0; row < one.length; row += 1) sum += one[row]! * other[row]!;
    return Math.abs(sum);
  };
  const pairs = ranks.flatMap((_, a) =>
    ranks
      .slice(a + 1)
      .map((_, after) => ({ a, b: a + 1 + after }))
      .map((pair) => ({ ...pair, correlation: alike(pair.a, pair.b) }))
      .filter(({ correlation }) => correlation >= ALIKE),
  );
  const known = new Set(pairs.map(({ a, b }) => `${a} ${b}`));
  const groups = set.featureNames.map((_, column) => [column]);
  for (const { a, b } of pairs.toSorted((one, other) => other.correlation - one.correlation)) {
    const [first, second] = [groups[a]!, groups[b]!];
    const isOneGroup = first.every((x) =>
      second.every((y) => known.has(`${Math.min(x, y)} ${Math.max(x, y)}`)),
    );
    if (first === second || !isOneGroup) continue;
    const both = [...first, ...second].sort((x, y) => x - y);
    for (const column of both) groups[column] = both;
  }
  return [...new Set(groups)]
    .filter((group) => group.length > 1)
    .map((group) => group.map((column) => set.featureNames[column]!));
}

/** Ranks (the mean of those that tie, what is unknown in the middle) with mean 0 and squares that add up to 1. */
function standardRanks({ x, rows, featureNames }: TrainingSet, column: number): Float64Array {
  const step = Math.max(1, Math.ceil(rows / ROWS));
  const values = Float64Array.from(
    { length: Math.ceil(rows / step) },
    (_, at) => x[at * step * featureNames.length + column]!,
  );
  const known = [...values.keys()].filter((at) => Number.isFinite(values[at]!));
  known.sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length).fill((known.length - 1) / 2);
  for (let from = 0; from < known.length; ) {
    let to = from;
    while (to < known.length && values[known[to]!] === values[known[from]!]) to += 1;
    for (let at = from; at < to; at += 1) ranks[known[at]!] = (from + to - 1) / 2;
    from = to;
  }
  const mean = (known.length - 1) / 2;
  const length = Math.hypot(...ranks.map((rank) => rank - mean));
  return length === 0 ? ranks.fill(0) : ranks.map((rank) => (rank - mean) / length);
}
