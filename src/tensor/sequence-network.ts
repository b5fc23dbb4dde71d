/** What every network over sequences of catalogue items is to those who train it and ask it. */

import type { Floats } from './compute.ts';

export interface SequenceNetwork {
  readonly shape: {
    /** Items are numbered from 0; `items` itself stands for padding. */
    readonly items: number;
    readonly length: number;
    /** Sequences at most at a time. */
    readonly batch: number;
  };
  /** All of them: to keep, to average, to compare. */
  readonly parameters: Floats;
  /** Scores of all items after the last position of each sequence: sequences x items. */
  score(items: Int32Array, circumstances?: readonly Int32Array[]): Float32Array;
}
