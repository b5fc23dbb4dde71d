/** Every kind of recommender, by name, with its hyperparameters. */

import { createByKind } from '../create-by-kind.ts';
import type { Kinds } from '../learner.ts';
import { compareAttributes } from './compare-attributes.ts';
import { countTogether, countTransitions } from './count-neighbours.ts';
import { ItemToItem } from './item-to-item.ts';
import { createNeuralCollaborative } from './neural-collaborative.ts';
import { Popularity } from './popularity.ts';
import type { ProductFacts, Recommender, RecommenderKind } from './recommender.ts';
import { DENSE_PRODUCTS, fitEase, fitNextStep } from './regress-products.ts';
import { SessionNeighbours } from './session-neighbours.ts';
import { createTransformer } from './transformer.ts';

/**
 * Steps and decay of transitions and the lambda of the next step were chosen on the second-last items of MovieLens 1M; what
 * is left is customary and untuned.
 */
const TRANSITIONS = { steps: 10, decay: 0.8 } as const;
const NEXT_STEP = { steps: 12, decay: 0.8, lambda: 100 } as const;
const EASE_LAMBDA = 300;

const KINDS: Kinds<RecommenderKind, Recommender> = {
  popularity: () => new Popularity(),
  'markov-chain': () =>
    new ItemToItem({
      kind: 'markov-chain',
      reading: { steps: 10, decay: 0.7, distinct: false },
      learn: (facts) => countTransitions(facts, TRANSITIONS),
    }),
  'item-cosine': () =>
    new ItemToItem({
      kind: 'item-cosine',
      reading: { steps: 50, decay: 0.8, distinct: true },
      learn: countTogether,
    }),
  ease: () =>
    new ItemToItem({
      kind: 'ease',
      reading: { steps: 500, decay: 0.95, distinct: true },
      learn: (facts) => fitEase(facts, EASE_LAMBDA),
    }),
  'next-step-regression': () =>
    new ItemToItem({
      kind: 'next-step-regression',
      reading: { ...NEXT_STEP, distinct: false },
      learn: (facts) => fitNextStep(facts, NEXT_STEP),
    }),
  'session-neighbours': () => new SessionNeighbours(),
  attributes: () =>
    new ItemToItem({
      kind: 'attributes',
      reading: { steps: 20, decay: 0.8, distinct: true },
      learn: compareAttributes,
    }),
  'neural-collaborative': () => createNeuralCollaborative(),
  transformer: () => createTransformer(),
};

/** A recommender of the kind, knowing nothing yet. */
export function createRecommender(kind: RecommenderKind): Recommender {
  return createByKind(KINDS, kind);
}

/**
 * The kinds that these facts allow: without attributes none that compares them, and those that invert a matrix of the whole
 * catalogue only up to so many products.
 */
export function kindsFor(
  { products, attributes }: Pick<ProductFacts, 'products' | 'attributes'>,
  denseProducts = DENSE_PRODUCTS,
): RecommenderKind[] {
  const dense: readonly RecommenderKind[] = ['ease', 'next-step-regression'];
  return (Object.keys(KINDS) as RecommenderKind[])
    .filter((kind) => products <= denseProducts || !dense.includes(kind))
    .filter((kind) => kind !== 'attributes' || attributes.some((own) => own.length > 0));
}
