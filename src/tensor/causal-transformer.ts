/**
 * A causal transformer over sequences of catalogue items that predicts the next one at each position: SASRec (Kang and
 * McAuley, ICDM 2018), with cross-entropy over the whole catalogue (Klenitskiy and Vasilev, RecSys 2023).
 */

import type { Random } from '../statistics/random.ts';
import type { Compute, Floats, Ints } from './compute.ts';
import { backpropagateNorm, createNorm, type Norm, normalise, normLength } from './norm.ts';
import { type OptimiserSettings, ParameterStore } from './parameter-store.ts';
import { SampledLoss } from './sampled-loss.ts';
import {
  type EmbeddedBatch,
  type EmbeddingShape,
  embeddingLength,
  SequenceEmbedding,
} from './sequence-embedding.ts';
import {
  createSlopes,
  type LayerShape,
  layerLength,
  type Pass,
  type Slopes,
  TransformerLayer,
} from './transformer-layer.ts';

export interface TransformerShape extends LayerShape, EmbeddingShape {
  readonly layers: number;
  /** Items drawn for each step to tell the next one from; 0 or none: the whole catalogue. */
  readonly negatives?: number;
}

/** Sequences of equal length, one after another, padded on the left. */
export interface SequenceBatch extends EmbeddedBatch {
  /** What came next at each position; -1 where that is not to be learnt. */
  readonly next?: Int32Array;
  /** Where it is a part of a batch: the sequences before it, and the positions of the whole that are learnt. */
  readonly within?: { readonly before: number; readonly learnt: number };
}

/** A whole batch to learn from. */
export type TrainingBatch = SequenceBatch & Required<Pick<SequenceBatch, 'next'>>;

/** Seeds of dropout within a step lie this far apart: further than one operation has values. */
const SEED_STEP = 0x01000193;

export class CausalTransformer {
  readonly shape: TransformerShape;
  private readonly compute: Compute;
  private readonly store: ParameterStore;
  private readonly embedding: SequenceEmbedding;
  private readonly layers: readonly TransformerLayer[];
  private readonly norm: Norm;
  private readonly scratch: Slopes;
  private readonly slopes: Floats;
  private readonly hidden: Floats;
  private readonly hiddenSlopes: Floats;
  private readonly sampled: SampledLoss | null;
  private readonly numbers: Record<'rows' | 'next' | 'first', Ints>;

  constructor(compute: Compute, shape: TransformerShape, random: Random) {
    const { items, width, length, batch, layers, heads, negatives = 0 } = shape;
    const rows = batch * length;
    this.compute = compute;
    this.shape = shape;
    this.store = new ParameterStore(compute, countParameters(shape));
    this.embedding = new SequenceEmbedding(compute, shape, { store: this.store, random });
    this.layers = Array.from(
      { length: layers },
      () => new TransformerLayer(compute, shape, { store: this.store, random }),
    );
    this.norm = createNorm(compute, this.store, { rows, width });
    this.scratch = createSlopes(compute, shape);
    this.slopes = compute.floats(rows * width);
    this.hidden = compute.floats(rows * width);
    this.hiddenSlopes = compute.floats(rows * width);
    this.sampled = negatives === 0 ? null : new SampledLoss(compute, { items, width, negatives });
    const ints = (count: number) => compute.ints(count);
    this.numbers = { rows: ints(rows), next: ints(rows), first: ints(batch * heads) };
  }

  /** One step of Adam on a batch; the mean cross-entropy (nats) of its positions before the step. */
  trainStep(batch: SequenceBatch, settings: OptimiserSettings & { readonly seed: number }): number {
    const loss = this.lossGradient(batch, settings.seed);
    this.step(settings);
    return loss;
  }

  /** Moves the parameters against all gradients that were added since the last step. */
  step(settings: OptimiserSettings): void {
    this.store.step(settings);
  }

  /**
   * The mean loss of a batch, with its gradient added to what `gradients` reads; `seed` draws what is dropped. Those of
   * the parts of a batch add up to that of the whole.
   */
  lossGradient(batch: SequenceBatch, seed: number | null): number {
    const { next = new Int32Array(0), within } = batch;
    const { compute, shape } = this;
    const { width, length } = shape;
    const dropping = seed === null ? null : seed + (within?.before ?? 0) * length * width;
    const pass = this.forward(batch, dropping);
    const learnt = Int32Array.from(next.keys()).filter((row) => next[row]! >= 0);
    const positions = within?.learnt ?? learnt.length;
    this.numbers.rows.write(learnt);
    const targets = learnt.map((row) => next[row]!);
    const chosen = { index: this.numbers.rows, rows: learnt.length, width, scale: 1 };
    compute.gatherRows({ ...chosen, table: this.norm.y, out: this.hidden });
    const loss = this.addLoss(targets, { seed: seed ?? 0, scale: 1 / positions });
    // Rows that nothing is learnt at have no slope.
    compute.addScaled(this.hidden, this.hidden, -1);
    compute.addRows({ ...chosen, table: this.hidden, values: this.hiddenSlopes });
    this.backward(pass);
    return loss / positions;
  }

  /** The sum over the rows of `hidden`; writes their slopes and adds those of the items. */
  private addLoss(
    targets: Int32Array,
    { seed, scale }: { readonly seed: number; readonly scale: number },
  ): number {
    const { compute, hidden, hiddenSlopes: hiddenGradient } = this;
    const { table } = this.embedding;
    const { width, items: count } = this.shape;
    if (this.sampled !== null)
      return this.sampled.add({ hidden, targets, hiddenGradient, table, scale }, seed);
    const catalogue = count * width;
    this.numbers.next.write(targets);
    return compute.catalogueLoss({
      ...{ hidden, items: table.value.part(0, catalogue), target: this.numbers.next },
      ...{ hiddenGradient, itemGradient: table.gradient.part(0, catalogue) },
      ...{ rows: targets.length, width, count, scale },
    });
  }

  /** Scores of all items after the last position of each sequence: sequences x items. */
  score(items: Int32Array, circumstances: readonly Int32Array[] = []): Float32Array {
    const { compute, shape } = this;
    const { width, length, items: count } = shape;
    const { sequences } = this.forward({ items, circumstances }, null);
    this.numbers.rows.write(Int32Array.from({ length: sequences }, (_, at) => (at + 1) * length - 1));
    const last = { index: this.numbers.rows, rows: sequences, width, scale: 1 };
    compute.gatherRows({ ...last, table: this.norm.y, out: this.hidden });
    this.scores ??= compute.floats(shape.batch * count);
    compute.matMul({
      ...{ a: this.hidden, b: this.embedding.table.value, c: this.scores },
      ...{ m: sequences, n: count, k: width, transposeB: true },
    });
    return this.scores.part(0, sequences * count).read();
  }
  private scores: Floats | undefined;

  /** All parameters, and all gradients that were added since the last step: to keep, to average, to compare. */
  get parameters(): Floats {
    return this.store.values;
  }
  get gradients(): Floats {
    return this.store.gradients;
  }

  private forward(batch: EmbeddedBatch, seed: number | null): Pass {
    const { compute, shape } = this;
    const { length, width, dropout } = shape;
    const rows = batch.items.length;
    this.numbers.first.write(firstItems(batch.items, shape));
    const pass = { sequences: rows / length, first: this.numbers.first, seed };
    this.embedding.forward(batch);
    const embedded = this.embedding.output.part(0, rows * width);
    if (seed !== null) compute.dropout(embedded, dropout, seed);
    this.layers.forEach((layer, at) => {
      layer.forward(this.inputOf(at), { ...pass, seed: seedOf(seed, at) });
    });
    normalise(compute, this.norm, { x: this.inputOf(this.layers.length), rows });
    return pass;
  }

  /** From the slopes in `hidden`. */
  private backward(pass: Pass): void {
    const { compute, shape } = this;
    const { length, width, dropout } = shape;
    const rows = pass.sequences * length;
    const slopes = this.slopes.part(0, rows * width);
    const last = this.inputOf(this.layers.length);
    backpropagateNorm(compute, this.norm, { x: last, slopes: this.hidden, gradient: slopes, rows });
    for (const [at, layer] of [...this.layers.entries()].reverse())
      layer.backward(this.inputOf(at), slopes, {
        pass: { ...pass, seed: seedOf(pass.seed, at) },
        scratch: this.scratch,
      });
    if (pass.seed !== null) compute.dropout(slopes, dropout, pass.seed);
    this.embedding.backward(slopes, rows);
  }

  private inputOf(layer: number): Floats {
    return layer === 0 ? this.embedding.output : this.layers[layer - 1]!.output;
  }
}

function countParameters(shape: TransformerShape): number {
  const { width, layers } = shape;
  return embeddingLength(shape) + layers * layerLength(shape) + normLength(width);
}

/** For each sequence and head. */
function firstItems(items: Int32Array, { length, heads, items: padding }: TransformerShape): Int32Array {
  return Int32Array.from({ length: (items.length / length) * heads }, (_, at) => {
    const own = items.subarray(Math.floor(at / heads) * length, (Math.floor(at / heads) + 1) * length);
    const first = own.findIndex((item) => item !== padding);
    return first === -1 ? length : first;
  });
}

function seedOf(seed: number | null, layer: number): number | null {
  return seed === null ? null : (seed + (layer + 1) * SEED_STEP) | 0;
}
