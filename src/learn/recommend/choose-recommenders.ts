/** The ladder of recommenders: which kinds a night trains on facts of this size, and what the others would take. */

import { type NightBudget, sayUsedUp } from '../../domain/night-budget.ts';
import { kindsFor } from './create-recommender.ts';
import type { ProductFacts, RecommenderKind } from './recommender.ts';
import { stepsOfEpoch } from './transformer.ts';

/** Inverses of larger catalogues take longer than the rest of a night: some 40 s of a core for 3,400 products, by the cube. */
const NIGHTLY_DENSE_PRODUCTS = 1500;
/**
 * Alone, neural collaborative filtering found less than a Markov chain on either data set that it was tried on, and on a
 * year of a gift shop it brought the blend nothing, for half a minute of a core: `npm run bench -- recommend` has it, no
 * night does.
 */
const NOT_AT_NIGHT: ReadonlySet<RecommenderKind> = new Set(['neural-collaborative']);
/**
 * Times that contacts went from one product to the next. On 39,000 of a simulated shop it was as good as counting
 * (`npm run bench -- steps`); with fewer to learn an order from nobody looked, and counting is done in seconds.
 */
const TRANSFORMER_TRANSITIONS = 30_000;
/** With less it would be stopped before it knows more than popularity. */
const LEAST_EPOCHS = 5;

/** What a night gives the transformer, each time it is trained. Steps rather than seconds: the next night then learns the same. */
export const NIGHTLY_STEPS = 1000;

/** The kinds to train, and of those that this size rules out, in words, why. */
export function chooseRecommenders(
  facts: ProductFacts,
  night?: NightBudget,
): {
  readonly kinds: readonly RecommenderKind[];
  readonly leftOut: readonly string[];
  /** Those that only time is missing for. */
  readonly postponed: readonly RecommenderKind[];
} {
  const kinds = kindsFor(facts, NIGHTLY_DENSE_PRODUCTS).filter((kind) => !NOT_AT_NIGHT.has(kind));
  const never = whyNoTransformer(facts);
  const why = never ?? whyNotTonight(night);
  return {
    kinds: kinds.filter((kind) => why === null || kind !== 'transformer'),
    leftOut: [whyNotDense(facts), why].filter((words) => words !== null),
    postponed: never === null && why !== null ? ['transformer'] : [],
  };
}

function whyNotDense({ products }: ProductFacts): string | null {
  if (products <= NIGHTLY_DENSE_PRODUCTS) return null;
  return (
    `EASE and the regression on the next step were not trained: there are ${products.toLocaleString('en')} products, and a ` +
    `night inverts matrices of up to ${NIGHTLY_DENSE_PRODUCTS.toLocaleString('en')}.`
  );
}

function whyNoTransformer({ sequences }: ProductFacts): string | null {
  const said = (number: number) => number.toLocaleString('en');
  const transitions = sequences.reduce((sum, { products }) => sum + Math.max(0, products.length - 1), 0);
  if (transitions < TRANSFORMER_TRANSITIONS)
    return (
      `The transformer was not trained: contacts went from one product to the next ${said(transitions)} times, and it ` +
      `takes ${said(TRANSFORMER_TRANSITIONS)}.`
    );
  const steps = LEAST_EPOCHS * stepsOfEpoch(sequences);
  if (steps > NIGHTLY_STEPS)
    return (
      `The transformer was not trained: to read all histories ${LEAST_EPOCHS} times it takes ${said(steps)} steps, and a ` +
      `night has ${said(NIGHTLY_STEPS)}.`
    );
  return null;
}

function whyNotTonight(night: NightBudget | undefined): string | null {
  return night !== undefined && night.secondsLeft() <= 0
    ? `The transformer was not trained: ${sayUsedUp(night)}.`
    : null;
}
