/**
 * Neural collaborative filtering: a generalised matrix factorisation and a perceptron side by side, each with vectors of its
 * own, fused in the last layer (NeuMF: He, Liao, Zhang, Nie, Hu and Chua, WWW 2017). A person is described by the items so
 * far, as their section 3.1 allows, rather than by a number, so that whoever came after the training is known too.
 */

import { createRandom, type Random } from '../statistics/random.ts';
import type { SequenceBatch } from './causal-transformer.ts';
import type { Compute, Floats, Ints } from './compute.ts';
import { DecayedPast } from './decayed-past.ts';
import { PairTowers, towersLength } from './pair-towers.ts';
import { alignedLength, type OptimiserSettings, type Parameter, ParameterStore } from './parameter-store.ts';
import type { SequenceNetwork } from './sequence-network.ts';

export interface CollaborativeShape {
  /** Items are numbered from 0; `items` itself stands for padding. */
  readonly items: number;
  readonly length: number;
  readonly batch: number;
  /** Of each vector of a person and of an item, in the factorisation and in the perceptron. A multiple of 4. */
  readonly factors: number;
  /** Widths of the perceptron's two hidden layers, multiples of 4. */
  readonly hidden: readonly [number, number];
  /** Items drawn for each that came next. */
  readonly negatives: number;
  readonly decay: number;
  readonly dropout: number;
}

const INITIAL_DEVIATION = 0.1;
/** Seeds of what is dropped lie this far apart: further than one operation has values. */
const SEED_STEP = 0x01000193;

export class NeuralCollaborative implements SequenceNetwork {
  readonly shape: CollaborativeShape;
  private readonly compute: Compute;
  private readonly store: ParameterStore;
  private readonly pasts: readonly [DecayedPast, DecayedPast];
  private readonly towers: PairTowers;
  /** Of those positions that are learnt at: vectors of the person for both towers, and their slopes. */
  private readonly people: readonly [Floats, Floats];
  private readonly slopes: readonly [Floats, Floats];
  private readonly spread: Floats;
  private readonly numbers: Record<'items' | 'rows', Ints>;

  constructor(compute: Compute, shape: CollaborativeShape, random: Random) {
    const { items, factors, length, batch } = shape;
    const rows = batch * length;
    this.compute = compute;
    this.shape = shape;
    this.store = new ParameterStore(compute, countParameters(shape));
    const past = () =>
      new DecayedPast(compute, { ...shape, width: factors }, takeTable(this.store, shape, random));
    this.pasts = [past(), past()];
    this.towers = new PairTowers(compute, { ...shape, rows, items }, { store: this.store, random });
    const floats = () => compute.floats(rows * factors);
    this.people = [floats(), floats()];
    this.slopes = [floats(), floats()];
    this.spread = floats();
    this.numbers = { items: compute.ints(rows), rows: compute.ints(rows) };
  }

  /** One step of Adam on a batch; the mean loss of its positions before the step. */
  trainStep(batch: SequenceBatch, settings: OptimiserSettings & { readonly seed: number }): number {
    const loss = this.lossGradient(batch, settings.seed);
    this.store.step(settings);
    return loss;
  }

  /**
   * The mean binary cross-entropy (nats) of what came next and of what was drawn, summed over these for each position, with
   * its gradient added to what `gradients` reads. `seed` draws them, all items alike: so the exponentials of the scores come
   * to be in proportion to each item's chance to come next.
   */
  lossGradient({ items, next = new Int32Array(0) }: SequenceBatch, seed: number): number {
    const { compute, shape } = this;
    const sequences = items.length / shape.length;
    const learnt = Int32Array.from(next.keys()).filter((row) => next[row]! >= 0);
    this.lookUp(items, learnt);
    const size = learnt.length * shape.factors;
    const dropped = [this.people, this.slopes].map((both) => both.map((one) => one.part(0, size)));
    const dropOut = (both: readonly Floats[]) => {
      for (const [at, one] of both.entries())
        compute.dropout(one, shape.dropout, (seed + at * SEED_STEP) | 0);
    };
    dropOut(dropped[0]!);
    for (const one of dropped[1]!) compute.addScaled(one, one, -1);
    const targets = learnt.map((row) => next[row]!);
    const [ofFactors, ofLayers] = this.people;
    const people = { ofFactors, ofLayers, slopes: this.slopes, rows: learnt.length };
    const loss = this.towers.learn(people, [targets, ...this.draw(targets, seed)]);
    dropOut(dropped[1]!);
    this.pasts.forEach((past, at) => {
      // Rows that nothing is learnt at have no slope.
      compute.addScaled(this.spread, this.spread, -1);
      compute.addRows({ ...this.chosen(learnt), table: this.spread, values: this.slopes[at]! });
      past.backward(this.numbers.items, sequences, this.spread);
    });
    return loss;
  }

  /** Scores of all items after the last position of each sequence: sequences x items. */
  score(items: Int32Array): Float32Array {
    const { length } = this.shape;
    const sequences = items.length / length;
    this.lookUp(
      items,
      Int32Array.from({ length: sequences }, (_, at) => (at + 1) * length - 1),
    );
    return this.towers.score(...this.people, sequences);
  }

  get parameters(): Floats {
    return this.store.values;
  }
  get gradients(): Floats {
    return this.store.gradients;
  }

  /** Writes the vectors of those who stand at these rows. */
  private lookUp(items: Int32Array, rows: Int32Array): void {
    this.numbers.items.write(items);
    this.numbers.rows.write(rows);
    this.pasts.forEach((past, at) => {
      past.forward(this.numbers.items, items.length / this.shape.length);
      this.compute.gatherRows({ ...this.chosen(rows), table: past.output, out: this.people[at]! });
    });
  }

  private chosen({ length }: Int32Array) {
    return { index: this.numbers.rows, rows: length, width: this.shape.factors, scale: 1 };
  }

  /** Of each target so many other items, all as likely. */
  private draw(targets: Int32Array, seed: number): Int32Array[] {
    const { items, negatives } = this.shape;
    const random = createRandom(seed);
    return Array.from({ length: negatives }, () =>
      targets.map((target) => {
        const other = random.integer(Math.max(1, items - 1));
        return other < target || items === 1 ? other : other + 1;
      }),
    );
  }
}

function countParameters(shape: CollaborativeShape): number {
  return 2 * alignedLength((shape.items + 1) * shape.factors) + towersLength(shape);
}

/** A row for each item, and zeros for padding. */
function takeTable(store: ParameterStore, { items, factors }: CollaborativeShape, random: Random): Parameter {
  const table = store.take((items + 1) * factors, () => random.normal() * INITIAL_DEVIATION);
  table.value.part(items * factors, factors).write(new Float32Array(factors));
  return table;
}
