/** What each position of a sequence is before any layer: vectors of its item, its place and its circumstances, added up. */

import type { Random } from '../statistics/random.ts';
import type { Compute, Floats, Ints } from './compute.ts';
import { alignedLength, type Parameter, type ParameterStore } from './parameter-store.ts';

export interface EmbeddingShape {
  /** Items are numbered from 0; `items` itself stands for padding. */
  readonly items: number;
  readonly length: number;
  readonly width: number;
  readonly batch: number;
  /** How many values each circumstance of a step has, such as the kind of event; none: items in their order alone. */
  readonly circumstances?: readonly number[];
}

/** Rows to embed: sequences of equal length, one after another. */
export interface EmbeddedBatch {
  readonly items: Int32Array;
  /** For each circumstance its value at each position, numbered from 0; of padding any. */
  readonly circumstances?: readonly Int32Array[];
}

/** A table of vectors, and which of them the rows take. */
interface LookedUp {
  readonly table: Parameter;
  readonly index: Ints;
}

const INITIAL_DEVIATION = 0.02;

/** Floats of parameters that a `SequenceEmbedding` takes. */
export function embeddingLength({ items, length, width, circumstances = [] }: EmbeddingShape): number {
  return [items + 1, length, ...circumstances].reduce((sum, rows) => sum + alignedLength(rows * width), 0);
}

/**
 * Circumstances are added to the item as its place is, which is how MBHT reads kinds of behaviour (Yang et al., KDD 2022) and
 * the simplest way there is. TiSASRec (Li, Wang and McAuley, WSDM 2020) instead lets the time between any two steps change what
 * they are to each other: a vector for each pair of positions.
 */
export class SequenceEmbedding {
  /** items + 1 rows of `width`; that of padding is 0. */
  readonly table: Parameter;
  /** Of the last `forward`: a row for each position. */
  readonly output: Floats;
  private readonly compute: Compute;
  private readonly shape: EmbeddingShape;
  private readonly index: Ints;
  private readonly places: LookedUp;
  private readonly circumstances: readonly LookedUp[];
  private readonly scratch: Floats;

  constructor(
    compute: Compute,
    shape: EmbeddingShape,
    { store, random }: { readonly store: ParameterStore; readonly random: Random },
  ) {
    const { items, length, width, batch, circumstances = [] } = shape;
    const rows = batch * length;
    this.compute = compute;
    this.shape = shape;
    const take = (count: number) => store.take(count * width, () => random.normal() * INITIAL_DEVIATION);
    this.table = take(items + 1);
    this.table.value.part(items * width, width).write(new Float32Array(width));
    this.index = compute.ints(rows);
    this.places = { table: take(length), index: compute.ints(rows) };
    this.places.index.write(Int32Array.from({ length: rows }, (_, row) => row % length));
    this.circumstances = circumstances.map((values) => ({
      table: take(values),
      index: compute.ints(rows),
    }));
    this.output = compute.floats(rows * width);
    this.scratch = compute.floats(rows * width);
  }

  /** Writes `output`. */
  forward({ items, circumstances = [] }: EmbeddedBatch): void {
    const { compute } = this;
    const { width } = this.shape;
    const rows = items.length;
    this.index.write(items);
    const scale = Math.sqrt(width);
    compute.gatherRows({
      ...{ table: this.table.value, index: this.index, out: this.output },
      ...{ rows, width, scale },
    });
    this.circumstances.forEach(({ index }, at) => {
      index.write(circumstances[at]!);
    });
    for (const { table, index } of [this.places, ...this.circumstances]) {
      compute.gatherRows({ table: table.value, index, out: this.scratch, rows, width, scale: 1 });
      compute.addScaled(this.output.part(0, rows * width), this.scratch.part(0, rows * width), 1);
    }
  }

  /** From the slopes of the last output, adds the gradients of all tables; padding has none. */
  backward(slopes: Floats, rows: number): void {
    const { compute } = this;
    const { items, width } = this.shape;
    for (const { table, index } of [this.places, ...this.circumstances])
      compute.addRows({ table: table.gradient, index, values: slopes, rows, width, scale: 1 });
    const scale = Math.sqrt(width);
    compute.addRows({
      ...{ table: this.table.gradient, index: this.index, values: slopes },
      ...{ rows, width, scale },
    });
    // Padding stays 0.
    const padding = this.table.gradient.part(items * width, width);
    compute.addScaled(padding, padding, -1);
  }
}
