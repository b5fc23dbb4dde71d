/** The two towers of neural collaborative filtering over pairs of a person and an item, and the layer that fuses them. */

import type { Random } from '../statistics/random.ts';
import type { Compute, Floats, Ints } from './compute.ts';
import {
  applyLinear,
  backpropagateLinear,
  createLinearLayer,
  type LinearLayer,
  linearLength,
} from './linear-layer.ts';
import { alignedLength, type Parameter, type ParameterStore } from './parameter-store.ts';

export interface TowersShape {
  /** Pairs at a time at most. */
  readonly rows: number;
  readonly items: number;
  readonly factors: number;
  readonly hidden: readonly [number, number];
}

export interface People {
  /** rows x factors: of the person of each row in the factorisation, and in the perceptron. */
  readonly ofFactors: Floats;
  readonly ofLayers: Floats;
  /** The gradients of both are added here. */
  readonly slopes: readonly [Floats, Floats];
  readonly rows: number;
}

const INITIAL_DEVIATION = 0.1;

/** Floats that the towers take of the parameters. */
export function towersLength({ items, factors, hidden }: Omit<TowersShape, 'rows'>): number {
  const [first, second] = hidden;
  return (
    2 * alignedLength(items * factors) +
    2 * linearLength(factors, first) +
    linearLength(first, second) +
    alignedLength(factors) +
    alignedLength(second)
  );
}

/**
 * score = h . [p * q, relu(W2 relu(Wp p' + Wq q' + b1) + b2)]. The first hidden layer is added up from its two halves, since
 * the person's half is the same for all items that the person is paired with.
 */
export class PairTowers {
  private readonly compute: Compute;
  private readonly shape: TowersShape;
  private readonly tables: readonly [Parameter, Parameter];
  private readonly personLayer: LinearLayer;
  private readonly itemLayer: LinearLayer;
  private readonly secondLayer: LinearLayer;
  private readonly fuse: readonly [factors: Parameter, layers: Parameter];
  private readonly places: ReturnType<typeof makePlaces>;
  private readonly index: Ints;

  constructor(
    compute: Compute,
    shape: TowersShape,
    { store, random }: { readonly store: ParameterStore; readonly random: Random },
  ) {
    const { items, factors, hidden, rows } = shape;
    const [first, second] = hidden;
    this.compute = compute;
    this.shape = shape;
    const table = () => store.take(items * factors, () => random.normal() * INITIAL_DEVIATION);
    this.tables = [table(), table()];
    this.personLayer = createLinearLayer(store, { inputs: factors, outputs: first, random });
    this.itemLayer = createLinearLayer(store, { inputs: factors, outputs: first, random });
    this.secondLayer = createLinearLayer(store, { inputs: first, outputs: second, random });
    this.fuse = [
      store.take(factors, () => 1),
      store.take(second, () => (2 * random.uniform() - 1) * Math.sqrt(3 / second)),
    ];
    this.places = makePlaces(compute, shape);
    this.index = compute.ints(rows);
  }

  /**
   * The first of the items of each row came next, the others did not. The mean over the rows of the summed binary
   * cross-entropies (nats); adds all gradients.
   */
  learn(people: People, items: readonly Int32Array[]): number {
    const { compute, places } = this;
    const { rows } = people;
    const size = rows * this.shape.hidden[0];
    const person = places.person.part(0, size);
    const personSlopes = places.personSlopes.part(0, size);
    applyLinear(compute, this.personLayer, { x: people.ofLayers, y: person, rows });
    compute.addScaled(personSlopes, personSlopes, -1);
    let loss = 0;
    for (const [at, own] of items.entries()) {
      this.index.write(own);
      this.forward(people);
      loss += this.writeErrors(rows, at === 0 ? 1 : 0);
      this.backward(people, personSlopes);
    }
    const [, slopes] = people.slopes;
    backpropagateLinear(compute, this.personLayer, {
      x: people.ofLayers,
      slopes: personSlopes,
      gradient: slopes,
      rows,
    });
    return loss / rows;
  }

  /** Scores of all items for each person. */
  score(ofFactors: Floats, ofLayers: Floats, people: number): Float32Array {
    const { compute, shape } = this;
    const { items, factors, hidden } = shape;
    const [first, second] = hidden;
    const all = this.makeScores(people);
    const scaled = all.scaled.part(0, people * factors);
    const weights = this.fuse[0].value.read();
    scaled.write(
      ofFactors
        .part(0, people * factors)
        .read()
        .map((value, at) => value * weights[at % factors]!),
    );
    const scores = all.scores.part(0, people * items);
    compute.matMul({
      ...{ a: scaled, b: this.tables[0].value, c: scores },
      ...{ m: people, n: items, k: factors, transposeB: true },
    });
    const person = all.person.part(0, people * first);
    applyLinear(compute, this.personLayer, { x: ofLayers, y: person, rows: people });
    applyLinear(compute, this.itemLayer, { x: this.tables[1].value, y: all.ofItems, rows: items });
    for (let at = 0; at < people; at += 1) {
      compute.copy(all.firsts, all.ofItems);
      compute.addToRows(all.firsts, person.part(at * first, first), items);
      compute.relu(all.firsts);
      applyLinear(compute, this.secondLayer, { x: all.firsts, y: all.seconds, rows: items });
      compute.relu(all.seconds);
      compute.matMul({
        ...{ a: all.seconds, b: this.fuse[1].value, c: scores.part(at * items, items) },
        ...{ m: items, n: 1, k: second, accumulate: true },
      });
    }
    return scores.read();
  }

  /** Logits of the people with the items in `index`. */
  private forward({ ofFactors, rows }: People): void {
    const { compute, places } = this;
    const { factors, hidden } = this.shape;
    const [first, second] = hidden;
    const looked = { index: this.index, rows, width: factors, scale: 1 };
    this.tables.forEach((table, at) => {
      compute.gatherRows({ ...looked, table: table.value, out: places.items[at]! });
    });
    const product = places.product.part(0, rows * factors);
    compute.multiplyEach(product, ofFactors.part(0, rows * factors), places.items[0]!);
    const firsts = places.firsts.part(0, rows * first);
    applyLinear(compute, this.itemLayer, { x: places.items[1]!, y: firsts, rows });
    compute.addScaled(firsts, places.person.part(0, rows * first), 1);
    compute.relu(firsts);
    const seconds = places.seconds.part(0, rows * second);
    applyLinear(compute, this.secondLayer, { x: firsts, y: seconds, rows });
    compute.relu(seconds);
    const logits = { c: places.logits, m: rows, n: 1 };
    compute.matMul({ ...logits, a: product, b: this.fuse[0].value, k: factors });
    compute.matMul({ ...logits, a: seconds, b: this.fuse[1].value, k: second, accumulate: true });
  }

  /** Makes logits their slopes in the mean over the rows; the sum of their losses. */
  private writeErrors(rows: number, label: 0 | 1): number {
    const logits = this.places.logits.part(0, rows);
    const values = logits.read();
    let loss = 0;
    for (let at = 0; at < rows; at += 1) {
      const value = values[at]!;
      const wrong = label === 1 ? -value : value;
      loss += Math.max(0, wrong) + Math.log1p(Math.exp(-Math.abs(wrong)));
      values[at] = (1 / (1 + Math.exp(-value)) - label) / rows;
    }
    logits.write(values);
    return loss;
  }

  private backward({ ofFactors, slopes, rows }: People, personSlopes: Floats): void {
    const { compute, places } = this;
    const { factors, hidden } = this.shape;
    const [first, second] = hidden;
    const errors = { logits: places.logits, rows };
    this.backFromFuse(this.fuse[1], { ...errors, x: places.seconds, gradient: places.secondSlopes });
    const secondSlopes = places.secondSlopes.part(0, rows * second);
    compute.reluGradient(places.seconds, secondSlopes);
    const ofFirst = { x: places.firsts, slopes: secondSlopes, gradient: places.firstSlopes, rows };
    backpropagateLinear(compute, this.secondLayer, ofFirst);
    const firstSlopes = places.firstSlopes.part(0, rows * first);
    compute.reluGradient(places.firsts, firstSlopes);
    compute.addScaled(personSlopes, firstSlopes, 1);
    const ofItem = { x: places.items[1]!, slopes: firstSlopes, gradient: places.itemSlopes, rows };
    backpropagateLinear(compute, this.itemLayer, ofItem);
    const looked = { index: this.index, rows, width: factors, scale: 1, values: places.itemSlopes };
    compute.addRows({ ...looked, table: this.tables[1].gradient });
    this.backFromFuse(this.fuse[0], { ...errors, x: places.product, gradient: places.productSlopes });
    const size = rows * factors;
    const itemSlopes = places.itemSlopes.part(0, size);
    compute.multiplyEach(itemSlopes, places.productSlopes, ofFactors);
    compute.addRows({ ...looked, table: this.tables[0].gradient });
    compute.multiplyEach(itemSlopes, places.productSlopes, places.items[0]!);
    compute.addScaled(slopes[0].part(0, size), itemSlopes, 1);
  }

  private backFromFuse(
    { value, gradient: ofWeights }: Parameter,
    what: { readonly logits: Floats; readonly rows: number; readonly x: Floats; readonly gradient: Floats },
  ): void {
    const { logits, rows, x, gradient } = what;
    const width = value.length;
    const sums = { a: x, b: logits, c: ofWeights, m: width, n: 1, k: rows };
    this.compute.matMul({ ...sums, transposeA: true, accumulate: true });
    this.compute.matMul({ a: logits, b: value, c: gradient, m: rows, n: width, k: 1 });
  }

  private makeScores(people: number): ReturnType<typeof makeScorePlaces> {
    if (this.scorePlaces === undefined || this.scorePlaces.people < people)
      this.scorePlaces = makeScorePlaces(this.compute, this.shape, people);
    return this.scorePlaces;
  }
  private scorePlaces: ReturnType<typeof makeScorePlaces> | undefined;
}

function makePlaces(compute: Compute, { rows, factors, hidden }: TowersShape) {
  const [first, second] = hidden;
  const floats = (width: number) => compute.floats(rows * width);
  return {
    ...{ person: floats(first), personSlopes: floats(first), items: [floats(factors), floats(factors)] },
    ...{ product: floats(factors), productSlopes: floats(factors), itemSlopes: floats(factors) },
    ...{ firsts: floats(first), firstSlopes: floats(first) },
    ...{ seconds: floats(second), secondSlopes: floats(second), logits: floats(1) },
  };
}

function makeScorePlaces(compute: Compute, { items, factors, hidden }: TowersShape, people: number) {
  const [first, second] = hidden;
  return {
    people,
    ...{ scaled: compute.floats(people * factors), person: compute.floats(people * first) },
    ...{ ofItems: compute.floats(items * first), firsts: compute.floats(items * first) },
    ...{ seconds: compute.floats(items * second), scores: compute.floats(people * items) },
  };
}
