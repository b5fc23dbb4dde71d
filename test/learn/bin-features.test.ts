/** Bins are where the rows are, and a value that most rows share takes none away from the others. */

import { expect, it } from 'vitest';
import { binFeatures, binnedWidth, learnBinning } from '../../src/learn/bin-features.ts';
import { createRandom } from '../../src/statistics/random.ts';

function setOf(columns: readonly (readonly number[])[]) {
  const rows = columns[0]!.length;
  const x = Float32Array.from({ length: rows * columns.length }, (_, at) => {
    return columns[at % columns.length]![Math.floor(at / columns.length)]!;
  });
  return { featureNames: columns.map((_, at) => `column ${at}`), rows, x, y: new Uint8Array(rows) };
}

/** How many of the rows come to an end in each bin of the first column. */
function countBins(values: readonly number[], bins: number): number[] {
  const binning = learnBinning(setOf([values]), bins);
  const [edges] = binning.edges;
  const scaled = binFeatures(binning, Float32Array.from(values), values.length);
  const width = binnedWidth(binning);
  return edges!.slice(1).map((edge, bin) => {
    const from = edges![bin]!;
    return values.filter((_, row) => scaled[row * width]! > from && scaled[row * width]! <= edge).length;
  });
}

it('cuts a number into bins of as many rows each', () => {
  const random = createRandom(1);
  const counts = countBins(
    Array.from({ length: 1000 }, () => random.normal()),
    10,
  );
  expect(counts).toHaveLength(10);
  for (const count of counts) expect(count).toBeGreaterThan(90);
});

it('gives all bins but the first to the fifth of the rows that differ from the others', () => {
  const random = createRandom(2);
  const counts = countBins(
    Array.from({ length: 1000 }, (_, row) => (row % 5 === 0 ? 50 + random.uniform() : 0)),
    10,
  );
  // From nothing to the least of them is one, with that one row in it; then a ninth of the 200 each.
  expect(counts).toHaveLength(10);
  for (const count of counts.slice(1)) expect(count).toBeGreaterThan(18);
});

it('makes no bins of two values, and one edge of each where there are few', () => {
  const binning = learnBinning(
    setOf([Array.from({ length: 90 }, (_, row) => row % 2), Array.from({ length: 90 }, (_, row) => row % 3)]),
    12,
  );
  expect(binning.edges.map((edges) => edges.length)).toEqual([0, 3]);
  expect(binnedWidth(binning)).toBe(4);
});
