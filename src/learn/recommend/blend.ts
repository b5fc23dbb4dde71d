/** The recommender that is served: several, added up by weights that were chosen on products left out. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import { AppError } from '../../errors.ts';
import { chooseWeights } from './choose-weights.ts';
import { createRecommender, kindsFor } from './create-recommender.ts';
import { type ProductSequence, plainSequence } from './product-sequence.ts';
import { scaleScores } from './rank-products.ts';
import {
  type LearnOptions,
  type LeftOut,
  type ProductFacts,
  RECOMMENDER_KINDS,
  type Recommender,
  type RecommenderKind,
} from './recommender.ts';

const FILE = 'blend.json';

interface Part {
  readonly recommender: Recommender;
  readonly weight: number;
}

/** The weighted sum of the parts' scores, each divided by its highest, and why. */
export interface Opinion {
  readonly scores: Float32Array;
  /** How much of a product's score each product of the history accounts for; the rest is popularity. */
  readonly reasonsFor: (product: number) => ReadonlyMap<number, number>;
}

/** What each kind weighs; those that weigh nothing are neither trained again nor saved. */
export type BlendWeights = Readonly<Partial<Record<RecommenderKind, number>>>;

/** What serves where no blend was found to be better, or can be learnt. */
export const POPULARITY_ALONE: BlendWeights = { popularity: 1 };

export class Blend {
  private parts: readonly Part[] = [];

  get weights(): BlendWeights {
    return Object.fromEntries(this.parts.map(({ recommender, weight }) => [recommender.kind, weight]));
  }

  /** The hyperparameters of each kind that weighs something. */
  get configs(): Readonly<Record<string, Recommender['config']>> {
    return Object.fromEntries(this.parts.map(({ recommender }) => [recommender.kind, recommender.config]));
  }

  /** Trains the kinds that weigh something, as far as the facts allow them; where they allow none, what is popular stands in. */
  async fit(facts: ProductFacts, weights: BlendWeights, options: LearnOptions = {}): Promise<void> {
    const parts: Part[] = [];
    for (const kind of kindsFor(facts)) {
      const weight = weights[kind] ?? 0;
      if (weight <= 0) continue;
      const recommender = createRecommender(kind);
      await recommender.fit(facts, options);
      parts.push({ recommender, weight });
    }
    if (parts.length === 0) return this.fit(facts, POPULARITY_ALONE, options);
    this.parts = parts;
  }

  /** Takes trained recommenders and weighs them by what they find; returns the NDCG@10 on these cases. */
  choose(recommenders: readonly Recommender[], cases: readonly LeftOut[]): number {
    const { weights, ndcg } = chooseWeights(recommenders, cases);
    this.weigh(recommenders, Object.fromEntries(recommenders.map(({ kind }, at) => [kind, weights[at]!])));
    return ndcg;
  }

  /** Takes trained recommenders with weights that are known already. */
  weigh(recommenders: readonly Recommender[], weights: BlendWeights): void {
    this.parts = recommenders
      .map((recommender) => ({ recommender, weight: weights[recommender.kind] ?? 0 }))
      .filter(({ weight }) => weight > 0);
  }

  /** What the blend says of a contact with this history. Throws `invalid` before it knows anything. */
  read(history: ProductSequence): Opinion {
    if (this.parts.length === 0)
      throw new AppError('invalid', 'This recommender knows nothing yet: fit it, or load a saved one.');
    const scaled = this.parts.map(({ recommender }) => scaleScores(recommender.predict(history)));
    const weights = this.parts.map(({ weight }) => weight);
    return {
      scores: addWeighted(scaled, weights),
      reasonsFor: (product) => this.addReasons(history, product, scaled),
    };
  }

  save(): ArtifactFiles {
    const files = Object.assign({}, ...this.parts.map(({ recommender }) => recommender.save()));
    return { ...files, [FILE]: new TextEncoder().encode(JSON.stringify(this.weights)) };
  }

  /** Throws `invalid` when the files are damaged. */
  async load(files: ArtifactFiles): Promise<void> {
    const weights = readWeights(files);
    const parts: Part[] = [];
    for (const kind of RECOMMENDER_KINDS) {
      const weight = weights[kind] ?? 0;
      if (weight <= 0) continue;
      const recommender = createRecommender(kind);
      await recommender.load(files);
      parts.push({ recommender, weight });
    }
    this.parts = parts;
    const sizes = this.parts.map(({ recommender }) => recommender.predict(plainSequence([])).length);
    if (sizes.length > 0 && sizes.every((size) => size === sizes[0])) return;
    this.parts = [];
    throw new AppError('invalid', 'The saved recommender cannot be read. Train again to replace it.');
  }

  private addReasons(
    history: ProductSequence,
    product: number,
    scaled: readonly Float32Array[],
  ): Map<number, number> {
    const reasons = new Map<number, number>();
    this.parts.forEach(({ recommender, weight }, part) => {
      const own = [...recommender.reasons(history, product)].filter(([, reason]) => reason > 0);
      const all = own.reduce((sum, [, reason]) => sum + reason, 0);
      for (const [source, reason] of own)
        reasons.set(source, (reasons.get(source) ?? 0) + (weight * scaled[part]![product]! * reason) / all);
    });
    return reasons;
  }
}

/** Weights as they were kept: of kinds that another version knew nothing is known. */
export function nameWeights(kept: Readonly<Record<string, number>>): BlendWeights {
  return Object.fromEntries(RECOMMENDER_KINDS.flatMap((kind) => (kept[kind] ? [[kind, kept[kind]]] : [])));
}

/** The weighted sum of scores that are scaled already, in their order. */
export function addWeighted(scaled: readonly Float32Array[], weights: readonly number[]): Float32Array {
  const sums = new Float32Array(scaled[0]!.length);
  scaled.forEach((scores, part) => {
    const weight = weights[part]!;
    if (weight !== 0) for (let i = 0; i < sums.length; i += 1) sums[i]! += weight * scores[i]!;
  });
  return sums;
}

function readWeights(files: ArtifactFiles): BlendWeights {
  try {
    return JSON.parse(new TextDecoder().decode(files[FILE]!));
  } catch (cause) {
    throw new AppError('invalid', 'The saved recommender cannot be read. Train again to replace it.', {
      cause,
    });
  }
}
