/** What learners of uplift have besides the contract of all models: whom a treatment moves, from a randomised test. */

import type { Learner } from '../learner.ts';
import type { Model } from '../model.ts';
import type { UpliftSet } from './uplift-set.ts';

export const UPLIFT_KINDS = [
  't-learner',
  'x-learner',
  'class-transformation',
  'average',
  'interactions',
] as const;
export type UpliftKind = (typeof UPLIFT_KINDS)[number];

/** What those that are made of models of the outcome make them of. */
export interface OutcomeModels {
  /** A new model of the outcome. */
  readonly createModel: () => Model;
  /** Every so many-th row decides when a model stops learning instead of teaching it; null for one that needs none. */
  readonly validateEvery: number | null;
}

export interface UpliftTerms {
  readonly facts: [set: UpliftSet, options: { readonly seed: number }];
  readonly report: unknown;
  /** With columns as in the set that it learnt from. */
  readonly question: [x: Float32Array, rows: number];
  /** The uplift of each row: how much likelier the outcome is said to be with the treatment. */
  readonly answer: Promise<Float32Array>;
}

export interface UpliftLearner extends Learner<UpliftTerms> {
  readonly kind: UpliftKind;
}
