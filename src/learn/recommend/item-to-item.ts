/** Recommenders that add up, for each step of the history, what it says of each product. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import { AppError } from '../../errors.ts';
import { checkProductFacts } from './check-product-facts.ts';
import { type Neighbours, packNeighbours, unpackNeighbours } from './neighbours.ts';
import type { ProductSequence } from './product-sequence.ts';
import type { ProductFacts, Recommender, RecommenderKind } from './recommender.ts';

/** How a history is read: its latest steps, each worth `decay` of the one after it. */
export interface Reading {
  readonly steps: number;
  readonly decay: number;
  /** Whether a product that occurs again counts once, where it occurred last. */
  readonly distinct: boolean;
}

export interface ItemToItemParts {
  readonly kind: RecommenderKind;
  readonly reading: Reading;
  readonly learn: (facts: ProductFacts) => Promise<Neighbours> | Neighbours;
}

export class ItemToItem implements Recommender {
  readonly kind: RecommenderKind;
  readonly config: Reading & Readonly<Record<string, unknown>>;
  private readonly learn: ItemToItemParts['learn'];
  private learnt: Neighbours | undefined;

  constructor({ kind, reading, learn }: ItemToItemParts) {
    this.kind = kind;
    this.config = { ...reading };
    this.learn = learn;
  }

  async fit(facts: ProductFacts): Promise<void> {
    checkProductFacts(facts);
    this.learnt = await this.learn(facts);
  }

  predict(history: ProductSequence): Float32Array {
    const { offsets, products, weights } = this.neighbours;
    const scores = new Float32Array(offsets.length - 1);
    for (const [source, worth] of readHistory(history, this.config))
      for (let at = offsets[source]!; at < offsets[source + 1]!; at += 1)
        scores[products[at]!]! += worth * weights[at]!;
    return scores;
  }

  reasons(history: ProductSequence, product: number): ReadonlyMap<number, number> {
    const { offsets, products, weights } = this.neighbours;
    const reasons = new Map<number, number>();
    for (const [source, worth] of readHistory(history, this.config)) {
      const at = products.subarray(offsets[source], offsets[source + 1]).indexOf(product);
      if (at < 0) continue;
      reasons.set(source, (reasons.get(source) ?? 0) + worth * weights[offsets[source]! + at]!);
    }
    return reasons;
  }

  save(): ArtifactFiles {
    return packNeighbours(this.kind, this.neighbours);
  }

  async load(files: ArtifactFiles): Promise<void> {
    this.learnt = unpackNeighbours(this.kind, files);
  }

  private get neighbours(): Neighbours {
    if (this.learnt) return this.learnt;
    throw new AppError('invalid', `This ${this.kind} knows nothing yet: fit it, or load a saved one.`);
  }
}

/** The steps that count, latest first, with what each is worth. */
export function readHistory(
  { products }: ProductSequence,
  reading: Reading,
): [product: number, worth: number][] {
  const read: [number, number][] = [];
  const met = new Set<number>();
  let worth = 1;
  for (let at = products.length - 1; at >= 0 && read.length < reading.steps; at -= 1) {
    const product = products[at]!;
    if (reading.distinct && met.has(product)) continue;
    met.add(product);
    read.push([product, worth]);
    worth *= reading.decay;
  }
  return read;
}
