/** Cuts sequences into windows of equal length for a model that predicts the next item at every position. */

import type { Random } from '../../statistics/random.ts';
import type { TrainingBatch } from '../../tensor/causal-transformer.ts';

export interface Window {
  /** At least two items: each but the last is a position, each but the first is what comes next. */
  readonly items: Int32Array;
}

/**
 * `length` positions each, from the end backwards. Of sequences that are longer the last window is as short as chance has
 * it, so that from one cut to the next an item is predicted from pasts of all lengths. Every step from one item to the
 * next is in exactly one window.
 */
export function cutWindows(sequences: readonly Int32Array[], length: number, random: Random): Window[] {
  return sequences.flatMap((sequence) => {
    const windows: Window[] = [];
    const last = sequence.length > length + 1 ? 1 + random.integer(length) : length;
    for (let end = sequence.length, positions = last; end >= 2; end -= positions, positions = length)
      windows.push({ items: sequence.subarray(Math.max(0, end - positions - 1), end) });
    return windows;
  });
}

/** Windows beside each other, padded on the left. */
export function packWindows(
  windows: readonly Window[],
  { length, padding }: { readonly length: number; readonly padding: number },
): TrainingBatch {
  const items = new Int32Array(windows.length * length).fill(padding);
  const next = new Int32Array(windows.length * length).fill(-1);
  windows.forEach((window, at) => {
    const positions = window.items.length - 1;
    const end = (at + 1) * length;
    items.set(window.items.subarray(0, positions), end - positions);
    next.set(window.items.subarray(1), end - positions);
  });
  return { items, next };
}

/** The last `length` items of each history, padded on the left. */
export function packHistories(
  histories: readonly Int32Array[],
  { length, padding }: { readonly length: number; readonly padding: number },
): Int32Array {
  const items = new Int32Array(histories.length * length).fill(padding);
  histories.forEach((history, at) => {
    const last = history.subarray(-length);
    items.set(last, (at + 1) * length - last.length);
  });
  return items;
}
