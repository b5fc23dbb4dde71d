/** Rows of features that grow as histories stream by, in typed arrays, since arrays of arrays would take ten times as much. */

import type { ContactHistory } from '../domain/event.ts';
import { computeFeatures, featureNames } from './compute-features.ts';

const FIRST_CAPACITY = 256;

/** Feature rows: row r is x[r * featureNames.length ...], contact contactIds[r] as of cutoffs[r]. */
export interface FeatureRows {
  readonly featureNames: readonly string[];
  readonly rows: number;
  readonly x: Float32Array;
  readonly contactIds: readonly string[];
  /** Epoch milliseconds. */
  readonly cutoffs: Float64Array;
}

export interface GrowingRows {
  /** Computes and appends the contact's row as of `cutoff`. */
  add(history: ContactHistory, cutoff: number): void;
  /** The rows so far, in arrays of exactly their size. */
  finish(): FeatureRows;
}

export function growRows(): GrowingRows {
  const width = featureNames.length;
  let x = new Float32Array(FIRST_CAPACITY * width);
  const contactIds: string[] = [];
  const cutoffs: number[] = [];
  return {
    add(history, cutoff) {
      const offset = contactIds.length * width;
      if (offset === x.length) x = doubled(x);
      computeFeatures(history, cutoff, x, offset);
      contactIds.push(history.contactId);
      cutoffs.push(cutoff);
    },
    finish: () => ({
      featureNames,
      rows: contactIds.length,
      x: x.slice(0, contactIds.length * width),
      contactIds,
      cutoffs: Float64Array.from(cutoffs),
    }),
  };
}

function doubled(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(values.length * 2);
  larger.set(values);
  return larger;
}
