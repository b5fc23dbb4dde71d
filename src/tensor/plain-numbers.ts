/** Floats and whole numbers as plain typed arrays. */

import type { Floats, Ints } from './compute.ts';

export class PlainFloats implements Floats {
  readonly values: Float32Array;

  constructor(values: Float32Array) {
    this.values = values;
  }
  get length(): number {
    return this.values.length;
  }
  part(from: number, count: number): PlainFloats {
    if (from < 0 || from + count > this.length) throw new RangeError(`${from} + ${count} of ${this.length}`);
    return new PlainFloats(this.values.subarray(from, from + count));
  }
  read(): Float32Array {
    return this.values.slice();
  }
  write(values: Float32Array): void {
    this.values.set(values);
  }
}

export class PlainInts implements Ints {
  readonly values: Int32Array;

  constructor(values: Int32Array) {
    this.values = values;
  }
  get length(): number {
    return this.values.length;
  }
  write(values: Int32Array): void {
    this.values.set(values);
  }
}

/** Throws where they are another compute's. */
export function of(floats: Floats): Float32Array {
  if (floats instanceof PlainFloats) return floats.values;
  throw new TypeError('These floats are not plain.');
}

/** Throws where they are another compute's. */
export function numbers(ints: Ints): Int32Array {
  if (ints instanceof PlainInts) return ints.values;
  throw new TypeError('These numbers are not plain.');
}
