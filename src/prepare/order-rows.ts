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
export function orderRows({
  featureNames,
  rows,
  x,
  y,
  contactIds,
  cutoffs,
  positives,
}: LabelledRows): LabelledRows {
  const width = featureNames.length;
  const bytes = Buffer.from(x.buffer, x.byteOffset, x.byteLength);
  const size = width * x.BYTES_PER_ELEMENT;
  const rowBytes = (row: number) => bytes.subarray(row * size, (row + 1) * size);
  const order = Array.from({ length: rows }, (_, row) => row).sort(
    (a, b) => cutoffs[a]! - cutoffs[b]! || rowBytes(a).compare(rowBytes(b)) || y[a]! - y[b]!,
  );
  const ordered = new Float32Array(x.length);
  order.forEach((row, at) => {
    ordered.set(x.subarray(row * width, (row + 1) * width), at * width);
  });
  return {
    featureNames,
    rows,
    x: ordered,
    y: Uint8Array.from(order, (row) => y[row]!),
    contactIds: order.map((row) => contactIds[row]!),
    cutoffs: Float64Array.from(order, (row) => cutoffs[row]!),
    positives,
  };
}
