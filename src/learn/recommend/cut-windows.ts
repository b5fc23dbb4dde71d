/** Cuts sequences into windows of equal length for a model that predicts the next item at every position. */

import type { Random } from '../../statistics/random.ts';
import type { TrainingBatch } from '../../tensor/causal-transformer.ts';
import type { EmbeddedBatch } from '../../tensor/sequence-embedding.ts';
import { cutSequence, type ProductSequence } from './product-sequence.ts';

/** At least two steps: each but the last is a position, each but the first is what comes next. */
export type Window = ProductSequence;

interface PackedShape {
  readonly length: number;
  readonly padding: number;
}

/**
 * `length` positions each, from the end backwards. Of sequences that are longer the last window is as short as chance has
 * it, so that from one cut to the next an item is predicted from pasts of all lengths. Every step from one item to the
 * next is in exactly one window.
 */
export function cutWindows(sequences: readonly ProductSequence[], length: number, random: Random): Window[] {
  return sequences.flatMap((sequence) => {
    const windows: Window[] = [];
    const steps = sequence.products.length;
    const last = steps > length + 1 ? 1 + random.integer(length) : length;
    for (let end = steps, positions = last; end >= 2; end -= positions, positions = length)
      windows.push(cutSequence(sequence, Math.max(0, end - positions - 1), end));
    return windows;
  });
}

/** Windows beside each other, padded on the left. */
export function packWindows(windows: readonly Window[], shape: PackedShape): TrainingBatch {
  const next = new Int32Array(windows.length * shape.length).fill(-1);
  windows.forEach(({ products }, at) => {
    next.set(products.subarray(1), (at + 1) * shape.length - products.length + 1);
  });
  const positions = windows.map((window) => cutSequence(window, 0, -1));
  return { ...packHistories(positions, shape), next };
}

/** The last `length` steps of each history, padded on the left. */
export function packHistories(
  histories: readonly ProductSequence[],
  { length, padding }: PackedShape,
): EmbeddedBatch & Required<Pick<EmbeddedBatch, 'circumstances'>> {
  const pack = (columns: readonly Int32Array[], fill: number) => {
    const packed = new Int32Array(histories.length * length).fill(fill);
    columns.forEach((values, at) => {
      const last = values.subarray(-length);
      packed.set(last, (at + 1) * length - last.length);
    });
    return packed;
  };
  const products = histories.map((history) => history.products);
  const circumstances = (histories[0]?.circumstances ?? []).map((_, which) =>
    pack(
      histories.map((history) => history.circumstances[which]!),
      0,
    ),
  );
  return { items: pack(products, padding), circumstances };
}
