/** Who recommends next products from when on, by whose decision and why: an audit trail that is only ever added to. */

import type { Comparisons } from './comparison.ts';
import type { DecisionStore, NewTrailDecision, Numbered } from './decision-trail.ts';
import type { NextProductMetrics } from './next-product-metrics.ts';

/** Of what a recommender was learnt. No contact or row of it. */
export interface RecommenderLineage {
  readonly trainedAt: number;
  /** Which code learnt it. */
  readonly program: string;
  /** Nothing from then on was known to it. */
  readonly cutoff: number;
  /** Contacts who met any product, products, and times that one of them met one. */
  readonly contacts: number;
  readonly products: number;
  readonly steps: number;
  /** Of products, their attributes and all steps: equal for equal facts. */
  readonly factsHash: string;
  /** Of what the transformer had learnt that its own began from; null where it has none, or began anew. */
  readonly startedFrom: string | null;
  /** What the blend is made of: of each kind its hyperparameters, with the seed of those that draw. */
  readonly kinds: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Why others were not tried, in words. */
  readonly leftOut: readonly string[];
}

/** What one night learnt: a blend of recommenders. */
export interface ServingRecommender {
  /** Under which it is kept. */
  readonly runId: string;
  /** What each kind of recommender counts in the blend. */
  readonly weights: Readonly<Record<string, number>>;
  /** The night by which a blend of these weights took over: it is learnt anew night by night as long as none is better. */
  readonly since: { readonly runId: string; readonly at: number };
  /** How often other blends were compared with it since. */
  readonly comparisons: Comparisons;
  /** What a blend of these weights found of what was left out that night; null where too little could be. */
  readonly metrics: NextProductMetrics | null;
  readonly lineage: RecommenderLineage;
}

export interface NewRecommenderDecision extends NewTrailDecision {
  readonly serves: ServingRecommender;
}

export type RecommenderDecision = Numbered<NewRecommenderDecision>;

export type RecommenderDecisionStore = DecisionStore<NewRecommenderDecision>;

/** Whether it recommends to everybody what is popular, since nothing was found to be better. */
export function isPopularityAlone({ weights }: Pick<ServingRecommender, 'weights'>): boolean {
  return Object.keys(weights).join() === 'popularity';
}
