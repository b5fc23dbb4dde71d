/** Chooses the blend by the moment before each contact's last, and says whether it finds what they took at the last, beside popularity. */

import type { NightBudget } from '../../domain/night-budget.ts';
import type { ProductStep } from '../../domain/product-step.ts';
import { AppError } from '../../errors.ts';
import { type Beginning, beginFrom, takeBeginning } from './beginning.ts';
import { Blend, type BlendWeights } from './blend.ts';
import { chooseRecommenders, NIGHTLY_STEPS } from './choose-recommenders.ts';
import { createRecommender } from './create-recommender.ts';
import { type JudgedBlend, judgeBlends } from './judge-blends.ts';
import { beforeLastTwo, leaveOut } from './leave-out.ts';
import { DEFAULT_WEIGHTS } from './next-product.ts';
import { type Attributes, numberById, numberProducts, numberSteps } from './number-products.ts';
import type { LearnOptions, ProductFacts, Recommender, RecommenderKind } from './recommender.ts';
import { chooseCircumstances } from './step-circumstances.ts';
import { numberCategories } from './vary-categories.ts';

/** A choice by fewer contacts than this follows chance: the default blend is tried then. */
export const CASES_TO_CHOOSE = 200;

/** The blend that was chosen tonight, and how well it finds what was left out. */
export interface EvaluatedNextProduct extends JudgedBlend {
  /** The blend that served, learnt anew, on the same contacts; null where nobody served, or it cannot be learnt tonight. */
  readonly former: JudgedBlend | null;
  /** What is popular with everybody, and nothing else. */
  readonly popularity: JudgedBlend;
  /** Why some recommenders were not tried, in words. */
  readonly leftOut: readonly string[];
  /** Those of them that only time was missing for. */
  readonly postponed: readonly RecommenderKind[];
  /** The transformer that was judged, for others to begin from; null where none was trained. */
  readonly beginning: Beginning | null;
}

export interface EvaluateOptions extends LearnOptions {
  /** Whose time ends a training in rounds, and leaves the transformer out once it is used up; without, there is no end. */
  readonly night?: NightBudget | undefined;
  /** The blend that serves, to be judged beside tonight's. */
  readonly former?: BlendWeights | null;
  /** Of each product; without it any number of one kind may be shown. */
  readonly categoryOf?: ReadonlyMap<string, string | null>;
  /** Of an earlier night, for the transformer. */
  readonly beginning?: Beginning | null;
}

/**
 * Learns from all but each contact's last two moments, chooses the blend by the one before the last, which then joins the history,
 * and looks once for a product of the last: as served, among products that the contact does not have, and when no line of that
 * order is known. Other contacts' later events are counted, equally for both sides: the figures rank methods, and promise nothing
 * about tomorrow. Throws `invalid` when nobody took anything new at a second moment.
 */
export async function evaluateNextProduct(
  sequences: readonly (readonly ProductStep[])[],
  attributes: Attributes = new Map(),
  { categoryOf = new Map(), night, former = null, beginning = null, ...options }: EvaluateOptions = {},
): Promise<EvaluatedNextProduct> {
  const facts = chooseCircumstances(numberProducts(sequences, attributes));
  const cases = facts.sequences.flatMap((sequence) => leaveOut(sequence, 1));
  if (cases.length === 0)
    throw new AppError(
      'invalid',
      'No contact took a new product at a second time yet, so there is no next product to find.',
    );
  const choosing = facts.sequences.flatMap((sequence) => leaveOut(sequence, 2));
  const { kinds, leftOut, postponed } = chooseRecommenders(facts, night);
  const shownFacts = { ...facts, sequences: facts.sequences.map(beforeLastTwo) };
  const recommenders = await fitAll(kinds, shownFacts, {
    ...options,
    // The other half is for those that are served, which learn from everything.
    budget: night && { seconds: night.secondsLeft() / 2, clock: night.clock },
    validation: choosing,
    startFrom: beginFrom(beginning, shownFacts),
  });
  const blend = new Blend();
  if (choosing.length >= CASES_TO_CHOOSE) blend.choose(recommenders, choosing);
  else blend.weigh(recommenders, DEFAULT_WEIGHTS);
  const isTried = former !== null && Object.keys(former).every((kind) => kinds.some((one) => one === kind));
  const { popularity, blends } = judgeBlends(recommenders, [blend.weights, ...(isTried ? [former] : [])], {
    cases,
    categories: numberCategories(facts.productIds, categoryOf),
  });
  const [tonight, served = null] = blends;
  const judged = { ...tonight!, former: served, popularity, leftOut, postponed };
  return { ...judged, beginning: takeBeginning(recommenders, shownFacts, beginning) };
}

/** Contacts who took something new to them at their last moment, so that there is something to find. */
export function countToFind(sequences: readonly (readonly ProductStep[])[]): number {
  const numbered = sequences.map((steps) =>
    numberSteps(steps, numberById(steps.map(({ productId }) => productId))),
  );
  return numbered.filter((sequence) => leaveOut(sequence, 1).length > 0).length;
}

/** Each of the kinds, in their order, trained as at night where nothing else is said. */
export async function fitAll(
  kinds: readonly RecommenderKind[],
  facts: ProductFacts,
  options: LearnOptions,
): Promise<Recommender[]> {
  const recommenders = kinds.map(createRecommender);
  for (const recommender of recommenders) {
    const onProgress = (text: string) => options.onProgress?.(`${recommender.kind}: ${text}`);
    await recommender.fit(facts, { steps: NIGHTLY_STEPS, ...options, onProgress });
  }
  return recommenders;
}
