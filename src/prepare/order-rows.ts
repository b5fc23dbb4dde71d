/** Puts rows into an order that follows from what they say, since the order of contacts is that of ids drawn at random. */

import type { FeatureRows } from './grow-rows.ts';

/** Rows with what became of each. */
export interface LabelledRows extends FeatureRows {
  /** 1 where the contact bought in the outcome window. */
  readonly y: Uint8Array;
  readonly positives: number;
}

/**
 * The same rows by cutoff, then features, then label, so that equal facts give equal sets, down to the weights that are
 * learnt from them: an import into a new database gives the same models. Rows that are alike in all three may change
 * places, which nobody can tell.
 */
export function orderRows(labelled: LabelledRows): LabelledRows {
  const { y } = labelled;
  const order = findOrder(labelled, (a, b) => y[a]! - y[b]!);
  return {
    ...takeFeatureRows(labelled, order),
    y: Uint8Array.from(order, (row) => y[row]!),
    positives: labelled.positives,
  };
}

/** The numbers of the rows by cutoff, then features, then what `compareLabels` says of two of them. */
export function findOrder(
  { featureNames, rows, x, cutoffs }: FeatureRows,
  compareLabels: (a: number, b: number) => number,
): number[] {
  const bytes = Buffer.from(x.buffer, x.byteOffset, x.byteLength);
  const size = featureNames.length * x.BYTES_PER_ELEMENT;
  const rowBytes = (row: number) => bytes.subarray(row * size, (row + 1) * size);
  return Array.from({ length: rows }, (_, row) => row).sort(
    (a, b) => cutoffs[a]! - cutoffs[b]! || rowBytes(a).compare(rowBytes(b)) || compareLabels(a, b),
  );
}

/** The rows with these numbers, in that order, copied. */
export function takeFeatureRows(
  { featureNames, x, contactIds, cutoffs }: FeatureRows,
  order: readonly number[],
): FeatureRows {
  const width = featureNames.length;
  const taken = new Float32Array(order.length * width);
  order.forEach((row, at) => {
    taken.set(x.subarray(row * width, (row + 1) * width), at * width);
  });
  return {
    featureNames,
    rows: order.length,
    x: taken,
    contactIds: order.map((row) => contactIds[row]!),
    cutoffs: Float64Array.from(order, (row) => cutoffs[row]!),
  };
}
