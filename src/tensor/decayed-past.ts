/** The vector of whoever went through a sequence: those of the items so far, each worth less the longer ago it was. */

import type { Compute, Floats, Ints } from './compute.ts';
import type { Parameter } from './parameter-store.ts';

export interface DecayedPastShape {
  readonly length: number;
  readonly width: number;
  readonly batch: number;
  /** What an item is worth beside the one after it. */
  readonly decay: number;
}

/** Looks items up in a table, padding as zeros, and adds up the past of each position. */
export class DecayedPast {
  /** Of the last `forward`: one row for each position. */
  readonly output: Floats;
  private readonly compute: Compute;
  private readonly shape: DecayedPastShape;
  private readonly table: Parameter;
  /** length x length: what each item of a sequence is worth at each position. */
  private readonly worths: Floats;
  private readonly scratch: Floats;

  /** `table` has a row for each item, and a last one for padding. */
  constructor(compute: Compute, shape: DecayedPastShape, table: Parameter) {
    const { length, width, batch, decay } = shape;
    this.compute = compute;
    this.shape = shape;
    this.table = table;
    this.output = compute.floats(batch * length * width);
    this.scratch = compute.floats(batch * length * width);
    this.worths = compute.floats(length * length);
    // So scaled that the sum of independent vectors is about as long as each of them.
    const scale = Math.sqrt(1 - decay * decay);
    const worthAt = (position: number, item: number) =>
      item > position ? 0 : scale * decay ** (position - item);
    this.worths.write(
      Float32Array.from({ length: length * length }, (_, at) =>
        worthAt(Math.floor(at / length), at % length),
      ),
    );
  }

  /** Writes `output` for so many sequences. */
  forward(items: Ints, sequences: number): void {
    const { compute, shape, table, scratch } = this;
    const rows = sequences * shape.length;
    const looked = { table: table.value, index: items, rows, width: shape.width, scale: 1 };
    compute.gatherRows({ ...looked, out: scratch });
    this.addUp({ from: scratch, to: this.output, sequences, transposeA: false });
  }

  /** Adds the gradient of the table; padding has none. */
  backward(items: Ints, sequences: number, slopes: Floats): void {
    const { compute, shape, table, scratch } = this;
    const { length, width } = shape;
    this.addUp({ from: slopes, to: scratch, sequences, transposeA: true });
    const looked = { table: table.gradient, index: items, rows: sequences * length, width, scale: 1 };
    compute.addRows({ ...looked, values: scratch });
    const padding = table.gradient.part(table.gradient.length - width, width);
    compute.addScaled(padding, padding, -1);
  }

  private addUp(what: {
    readonly from: Floats;
    readonly to: Floats;
    readonly sequences: number;
    readonly transposeA: boolean;
  }): void {
    const { length, width } = this.shape;
    const size = length * width;
    for (let at = 0; at < what.sequences; at += 1)
      this.compute.matMul({
        ...{ a: this.worths, b: what.from.part(at * size, size), c: what.to.part(at * size, size) },
        ...{ m: length, n: width, k: length, transposeA: what.transposeA },
      });
  }
}
