/** Likely next products of a contact: what goes with the contact's history, what follows its last steps, what is popular. */

import type { ArtifactFiles } from '../domain/artifact.ts';
import type { NextProduct } from '../domain/model-run.ts';
import { AppError } from '../errors.ts';
import {
  countTogether,
  countTransitions,
  latestDistinct,
  type Neighbours,
  STEP_DECAY,
  STEPS_BACK,
} from './count-neighbours.ts';
import { type ProductCounts, packNextProduct, unpackNextProduct } from './pack-next-product.ts';

/**
 * How much each signal weighs; each is scaled to at most 1 first. Chosen, with the decay below, on UCI Online Retail by
 * each customer's last product but one, so that the last stays unseen.
 */
const BLEND = { together: 0.3, transitions: 0.65, popularity: 0.05 } as const;

/** Distinct products of a history that count, and what each is worth of the one after it. */
const HISTORY = 50;
const HISTORY_DECAY = 0.7;

export interface RecommendOptions {
  /** Products never to recommend: out of stock, or bought already and not bought twice. */
  readonly exclude?: ReadonlySet<string>;
}

export class NextProductModel {
  private counts: ProductCounts | undefined;
  private numbers = new Map<string, number>();
  private popular: readonly number[] = [];

  /** Counts the contacts' time-ordered product ids (orders, views or both). Throws `invalid` when there are none. */
  fit(sequences: readonly (readonly string[])[]): void {
    // By id, not as they occur: of products that are equally good the same one is recommended in whatever order
    // contacts come.
    const productIds = [...new Set(sequences.flat())].sort();
    const numbers = new Map(productIds.map((id, number) => [id, number]));
    const numbered = sequences.map((sequence) => Int32Array.from(sequence, (id) => numbers.get(id)!));
    if (numbers.size === 0) {
      throw new AppError(
        'invalid',
        'There are no product events to learn from. Import orders or product views.',
      );
    }
    const occurrences = new Float32Array(numbers.size);
    for (const sequence of numbered) for (const product of sequence) occurrences[product]! += 1;
    const most = occurrences.reduce((a, b) => Math.max(a, b));
    this.use({
      productIds,
      popularity: occurrences.map((count) => count / most),
      together: countTogether(numbered, numbers.size),
      transitions: countTransitions(numbered, numbers.size),
    });
  }

  /** The `k` likeliest next products, best first. `because` is the product of the history that speaks for it most. */
  recommend(history: readonly string[], k: number, options: RecommendOptions = {}): NextProduct[] {
    const counts = this.known;
    const known = history.flatMap((id) => this.numbers.get(id) ?? []);
    const tally = this.tallySignals(Int32Array.from(known), counts);
    const excluded = new Set([...(options.exclude ?? [])].map((id) => this.numbers.get(id)));
    for (const product of this.popular.slice(0, k + excluded.size)) {
      if (!tally.has(product)) tally.set(product, { score: 0, strongest: 0, because: null });
    }
    const ranked: { product: number; score: number; because: number | null }[] = [];
    for (const [product, { score, strongest, because }] of tally) {
      if (excluded.has(product)) continue;
      const popularity = BLEND.popularity * counts.popularity[product]!;
      ranked.push({ product, score: score + popularity, because: strongest > popularity ? because : null });
    }
    ranked.sort((a, b) => b.score - a.score || a.product - b.product);
    return ranked.slice(0, k).map(({ product, score, because }) => ({
      productId: counts.productIds[product]!,
      score,
      because: because === null ? null : counts.productIds[because]!,
    }));
  }

  /** Everything that `load` needs to recommend exactly the same. */
  save(): ArtifactFiles {
    return packNextProduct(this.known);
  }

  /** Throws `invalid` when the files are damaged. */
  load(files: ArtifactFiles): void {
    this.use(unpackNextProduct(files));
  }

  private use(counts: ProductCounts): void {
    this.counts = counts;
    this.numbers = new Map(counts.productIds.map((id, number) => [id, number]));
    this.popular = [...counts.productIds.keys()].sort(
      (a, b) => counts.popularity[b]! - counts.popularity[a]! || a - b,
    );
  }

  private get known(): ProductCounts {
    if (this.counts) return this.counts;
    throw new AppError('invalid', 'This recommender knows nothing yet: fit it, or load a saved one.');
  }

  /** What history and last steps say for each product they point to. */
  private tallySignals(history: Int32Array, counts: ProductCounts): Map<number, Tally> {
    const distinct = latestDistinct(history, HISTORY);
    const together = addUp(distinct, HISTORY_DECAY, counts.together);
    const steps = [...history.subarray(-STEPS_BACK)].reverse();
    const transitions = addUp(steps, STEP_DECAY, counts.transitions);
    const tally = new Map<number, Tally>();
    blend(tally, together, BLEND.together);
    blend(tally, transitions, BLEND.transitions);
    return tally;
  }
}

/** A product's score, and the product of the history that contributes the most to it. */
interface Tally {
  score: number;
  strongest: number;
  because: number | null;
}

/** Sums the neighbours of the sources, each worth `decay` of the one before it. */
function addUp(sources: readonly number[], decay: number, neighbours: Neighbours): Map<number, Tally> {
  const sums = new Map<number, Tally>();
  sources.forEach((source, age) => {
    const worth = decay ** age;
    for (let at = neighbours.offsets[source]!; at < neighbours.offsets[source + 1]!; at += 1) {
      const strength = worth * neighbours.weights[at]!;
      addTo(sums, neighbours.products[at]!, { score: strength, strongest: strength, because: source });
    }
  });
  return sums;
}

/** Adds a signal, scaled so that its best product gets `weight`. */
function blend(tally: Map<number, Tally>, signal: ReadonlyMap<number, Tally>, weight: number): void {
  let most = 0;
  for (const { score } of signal.values()) most = Math.max(most, score);
  for (const [product, { score, strongest, because }] of signal) {
    const scale = weight / most;
    addTo(tally, product, { score: score * scale, strongest: strongest * scale, because });
  }
}

function addTo(tally: Map<number, Tally>, product: number, more: Tally): void {
  const sofar = tally.get(product);
  if (!sofar) {
    tally.set(product, more);
    return;
  }
  sofar.score += more.score;
  if (more.strongest > sofar.strongest) {
    sofar.strongest = more.strongest;
    sofar.because = more.because;
  }
}
