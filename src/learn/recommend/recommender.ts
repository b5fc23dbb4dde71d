/** The contract of every recommender of next products. */

import type { ArtifactFiles } from '../../domain/artifact.ts';

/** Products as numbers from 0 on, oldest first. */
export type ProductSequence = Int32Array;

export const RECOMMENDER_KINDS = [
  'popularity',
  'markov-chain',
  'item-cosine',
  'ease',
  'next-step-regression',
  'session-neighbours',
  'attributes',
  'transformer',
] as const;
export type RecommenderKind = (typeof RECOMMENDER_KINDS)[number];

/** What recommenders learn from. */
export interface ProductFacts {
  readonly products: number;
  readonly sequences: readonly ProductSequence[];
  /** Of each product its attributes, such as category and brand; for products that nobody has met yet. */
  readonly attributes: readonly (readonly string[])[];
}

export interface Recommender {
  readonly kind: RecommenderKind;
  /** The hyperparameters, for the record. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Learns from the facts. The same facts in the same order give the same scores. */
  fit(facts: ProductFacts): Promise<void>;
  /** A score for each product, the higher the likelier next; 0 where it has nothing to say. Throws `invalid` before `fit`. */
  score(history: ProductSequence): Float32Array;
  /** How much each distinct product of the history speaks for `product`. */
  reasons(history: ProductSequence, product: number): ReadonlyMap<number, number>;
  /** Everything that `load` needs to score exactly the same. */
  save(): ArtifactFiles;
  /** Throws `invalid` when the files are damaged or another kind's. */
  load(files: ArtifactFiles): Promise<void>;
}
