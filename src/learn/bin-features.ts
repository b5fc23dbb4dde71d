/** Piecewise-linear embeddings of numbers: how far a value has come through each of its quantile bins. */

import { quantileOfSorted } from '../statistics/quantile.ts';
import type { FeatureSet } from './model.ts';
import { learnScaling, type Scaling, scaleFeatures } from './scale-features.ts';

/** JSON-safe, saved with the model. */
export interface Binning {
  readonly scaling: Scaling;
  /** For each column its bin edges, rising; none for one that takes two values or fewer. */
  readonly edges: readonly (readonly number[])[];
}

/** Learns at most `bins` bins a column from quantiles of the training set. */
export function learnBinning(training: FeatureSet, bins: number): Binning {
  const columns = [...training.featureNames.keys()];
  const scaling = learnScaling(training, columns);
  const scaled = scaleFeatures(scaling, training.x, training.rows);
  const edges = columns.map((column) => {
    const values = Float64Array.from(
      { length: training.rows },
      (_, row) => scaled[row * columns.length + column]!,
    );
    return edgesOf(values.sort(), bins);
  });
  return { scaling, edges };
}

/** How many numbers a row becomes. */
export function binnedWidth({ edges }: Binning): number {
  return edges.reduce((sum, own) => sum + 1 + Math.max(0, own.length - 1), 0);
}

/**
 * Each scaled value, then for each of its bins 0 before it, 1 past it, and in between the share of the way.
 * Gorishniy, Rubachev and Babenko, "On embeddings for numerical features in tabular deep learning", NeurIPS 2022, section 3.2;
 * clipped in the outer bins too, since what lies beyond the training set should not be extrapolated.
 */
export function binFeatures(binning: Binning, x: Float32Array, rows: number): Float32Array {
  const { scaling, edges } = binning;
  const scaled = scaleFeatures(scaling, x, rows);
  const binned = new Float32Array(rows * binnedWidth(binning));
  for (let row = 0, to = 0; row < rows; row += 1) {
    edges.forEach((own, column) => {
      const value = scaled[row * edges.length + column]!;
      binned[to++] = value;
      for (let bin = 1; bin < own.length; bin += 1) {
        const way = (value - own[bin - 1]!) / (own[bin]! - own[bin - 1]!);
        binned[to++] = Math.min(1, Math.max(0, way));
      }
    });
  }
  return binned;
}

/**
 * A value that more rows than a bin's share hold (no order yet, no page seen) is an edge of its own, and what bins are left
 * are quantiles of the other rows: quantiles of all would leave those a bin or two.
 */
function edgesOf(sorted: Float64Array, bins: number): number[] {
  const counts = new Map<number, number>();
  for (const value of sorted) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size <= 2) return [];
  const frequent = [...counts].filter(([, count]) => count * bins > sorted.length).map(([value]) => value);
  const others = sorted.filter((value) => !frequent.includes(value));
  const shares = Math.max(1, bins - frequent.length);
  const quantiles = Array.from({ length: others.length === 0 ? 0 : shares + 1 }, (_, edge) =>
    quantileOfSorted(others, edge / shares),
  );
  const edges = [...frequent, ...quantiles].sort((a, b) => a - b);
  return edges.filter((edge, at) => at === 0 || edge - edges[at - 1]! > 1e-6);
}
