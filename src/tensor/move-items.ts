/** The parameters of a network over a catalogue, for a catalogue whose items have other numbers. */

import { alignedLength } from './parameter-store.ts';

export interface FormerNetwork {
  readonly parameters: Float32Array;
  readonly items: number;
  /** Of each item of the other catalogue its number here; undefined where it is not known here. */
  readonly numbers: readonly (number | undefined)[];
}

/**
 * The former network's parameters, with the vectors of items moved to where they are now; `fresh` has those of new ones. Both
 * begin with the table of a `SequenceEmbedding` and are alike behind it.
 */
export function moveItems(
  { parameters, items, numbers }: FormerNetwork,
  fresh: Float32Array,
  width: number,
): Float32Array {
  const moved = fresh.slice();
  numbers.forEach((from, to) => {
    if (from !== undefined) moved.set(parameters.subarray(from * width, (from + 1) * width), to * width);
  });
  // Behind the vector of padding, which is the last of the table.
  const rest = (count: number) => alignedLength((count + 1) * width);
  moved.set(parameters.subarray(rest(items)), rest(numbers.length));
  return moved;
}
