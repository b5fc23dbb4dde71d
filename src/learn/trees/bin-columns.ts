/** Puts numbers into few bins, so that a tree has to look at bins rather than at rows for where to split. */

import { findFirst } from '../../statistics/find-first.ts';
import type { FeatureSet } from '../model.ts';

export interface BinnedColumn {
  /** Upper ends of the bins but the last, rising; a value that is no larger lies in the bin. */
  readonly ends: Float64Array;
  /** Of each row its bin, or `UNKNOWN`. */
  readonly bins: Uint8Array;
  /** The median, for what is unknown where no row of a node says where that belongs. */
  readonly typical: number;
}

/** The bin of what is unknown, which stands behind all others. */
export const UNKNOWN = 255;
const MOST_BINS = UNKNOWN;

/**
 * Each column in at most 255 bins of about equal size. An end lies halfway between two values of the training set, so that
 * a model holds none of them.
 */
export function binColumns({ x, rows, featureNames }: FeatureSet, medians: Float32Array): BinnedColumn[] {
  const width = featureNames.length;
  return featureNames.map((_, column) => {
    const values = Float32Array.from({ length: rows }, (_, row) => x[row * width + column]!);
    const ends = findEnds(values.filter(Number.isFinite).sort());
    const bins = Uint8Array.from(values, (value) =>
      Number.isFinite(value) ? findFirst(ends.length, (end) => value <= ends[end]!) : UNKNOWN,
    );
    return { ends, bins, typical: medians[column]! };
  });
}

/** Where the values leave off that fill a bin; a value that many rows share stays whole. */
function findEnds(sorted: Float32Array): Float64Array {
  const ends: number[] = [];
  for (let bin = 1; bin < MOST_BINS; bin += 1) {
    const at = Math.floor((bin * sorted.length) / MOST_BINS);
    const value = sorted[at - 1];
    if (value === undefined) continue;
    const next = sorted[findFirst(sorted.length, (one) => sorted[one]! > value)];
    if (next === undefined) continue;
    const end = (value + next) / 2;
    if (ends.length === 0 || end > ends.at(-1)!) ends.push(end);
  }
  return Float64Array.from(ends);
}
