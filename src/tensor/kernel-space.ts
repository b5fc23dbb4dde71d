/** The memory that networks are scored and explained in, which all of them in a process take turns in. */

import { type GrowingMemory, type Kernels, loadKernelsAlone } from './kernels/load-kernels.ts';

/** What somebody wants in it, and how many bytes that takes with room for what is worked out. */
export interface PackedSpace {
  readonly image: Uint8Array;
  readonly bytes: number;
}

const PAGE = 65_536;

/** One of the process: a memory is a reservation of gigabytes of addresses. */
let space: { readonly kernels: Kernels; readonly memory: GrowingMemory } | undefined;
let holds: PackedSpace | undefined;

/** Its image is written, and all else is lost, when another's was there. Views are good until somebody else enters. */
export function enterSpace(wanted: PackedSpace): {
  readonly kernels: Kernels;
  readonly buffer: ArrayBuffer;
  readonly isNew: boolean;
} {
  space ??= loadKernelsAlone();
  const { kernels, memory } = space;
  const missing = wanted.bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  const isNew = holds !== wanted;
  if (isNew) new Uint8Array(memory.buffer).set(wanted.image);
  holds = wanted;
  return { kernels, buffer: memory.buffer, isNew };
}

/** Hands out places for vectors, in the bytes that an image has or needs; the first stay free. */
export function reserveSpace(): (bytes: number) => number {
  let next = 1024;
  return (bytes) => {
    const place = next;
    next += Math.ceil(bytes / 64) * 64;
    return place;
  };
}
