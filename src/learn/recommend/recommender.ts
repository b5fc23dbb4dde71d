/** What recommenders of next products have besides the contract of all models. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Learner } from '../learner.ts';
import type { ProductSequence } from './product-sequence.ts';

export const RECOMMENDER_KINDS = [
  'popularity',
  'markov-chain',
  'item-cosine',
  'ease',
  'next-step-regression',
  'session-neighbours',
  'attributes',
  'neural-collaborative',
  'transformer',
] as const;
export type RecommenderKind = (typeof RECOMMENDER_KINDS)[number];

/** What recommenders learn from. */
export interface ProductFacts {
  readonly products: number;
  readonly sequences: readonly ProductSequence[];
  /** How many values each circumstance of a step has, numbered from 0; none where nothing but the order of products is known. */
  readonly circumstances: readonly number[];
  /** Of each product its attributes, such as category and brand; for products that nobody has met yet. */
  readonly attributes: readonly (readonly string[])[];
}

/** A history, and the product that came after it. */
export interface LeftOut {
  readonly history: ProductSequence;
  readonly target: number;
}

/** A trained recommender that another one of its kind may begin from. */
export interface StartFrom {
  readonly kind: RecommenderKind;
  readonly files: ArtifactFiles;
  /** Of each product of the facts its number there; undefined where it is not known there. */
  readonly numbers: readonly (number | undefined)[];
}

/** For those that learn in rounds; who counts once has no use for it. */
export interface LearnOptions {
  /**
   * What a training of its kind begins from, with fewer steps, if its parameters mean the same there. That it knows nothing of
   * `validation` is the caller's business.
   */
  readonly startFrom?: StartFrom | undefined;
  /** What a round came to, in words. */
  readonly onProgress?: ((text: string) => void) | undefined;
  /** After so many seconds by the clock the best round so far is taken. */
  readonly budget?: { readonly seconds: number; readonly clock: Clock } | undefined;
  /** Steps of training at most, where the same facts have to teach the same however long it takes. */
  readonly steps?: number | undefined;
  /** What the facts do not hold and the rounds are judged by; some of the facts are left out without it. */
  readonly validation?: readonly LeftOut[] | undefined;
}

export interface RecommenderTerms {
  readonly facts: [facts: ProductFacts, options?: LearnOptions];
  readonly report: unknown;
  readonly question: [history: ProductSequence];
  /** A score for each product, the higher the likelier next; 0 where it has nothing to say. */
  readonly answer: Float32Array;
}

export interface Recommender extends Learner<RecommenderTerms> {
  readonly kind: RecommenderKind;
  /** How much each distinct product of the history speaks for `product`. */
  reasons(history: ProductSequence, product: number): ReadonlyMap<number, number>;
}
