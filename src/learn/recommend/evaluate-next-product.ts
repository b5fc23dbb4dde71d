/** Chooses the blend by the moment before each contact's last, and says whether it finds what they took at the last, beside popularity. */

import type { NightBudget } from '../../domain/night-budget.ts';
import type { ProductStep } from '../../domain/product-step.ts';
import { AppError } from '../../errors.ts';
import type { Interval } from '../../statistics/interval.ts';
import { ndcgAt } from '../../statistics/next-item.ts';
import { wilsonInterval } from '../../statistics/proportion-interval.ts';
import { Blend, type BlendWeights } from './blend.ts';
import { chooseRecommenders, NIGHTLY_STEPS } from './choose-recommenders.ts';
import { createRecommender } from './create-recommender.ts';
import { beforeLastTwo, leaveOut } from './leave-out.ts';
import { DEFAULT_WEIGHTS } from './next-product.ts';
import { type Attributes, numberById, numberProducts, numberSteps } from './number-products.ts';
import { rankTarget } from './rank-products.ts';
import type { LearnOptions, LeftOut, ProductFacts, Recommender, RecommenderKind } from './recommender.ts';
import { chooseCircumstances } from './step-circumstances.ts';
import { type Categories, NEXT_PRODUCTS, numberCategories, topVaried } from './vary-categories.ts';

const TOP = 10;
/** A choice by fewer contacts than this follows chance: the default blend is served then. */
const CASES_TO_CHOOSE = 200;

export interface NextProductMetrics {
  /** Contacts who came before and took something new to them at their last moment: the last such product is looked for. */
  readonly contacts: number;
  /** The share of them of whom it is among the ten recommended (HR@10). */
  readonly hitRate: Interval;
  readonly popularityHitRate: Interval;
  /** NDCG@10: as the hit rate, but a hit at rank r counts 1 / log2(1 + r). */
  readonly ndcg: number;
  readonly popularityNdcg: number;
  /** The share of them of whom it is among the five likeliest (HR@5) ... */
  readonly likeliestHitRate: Interval;
  /** ... and among the five that would be shown, of which at most three are of one category. */
  readonly shownHitRate: Interval;
}

export interface EvaluatedNextProduct {
  readonly metrics: NextProductMetrics;
  /** To be served, and trained once more on everything. */
  readonly weights: BlendWeights;
  /** Why some recommenders were not tried, in words. */
  readonly leftOut: readonly string[];
}

export interface EvaluateOptions extends LearnOptions {
  /** Whose time ends a training in rounds, and leaves the transformer out once it is used up; without, there is no end. */
  readonly night?: NightBudget | undefined;
  /** Of each product; without it any number of one kind may be shown. */
  readonly categoryOf?: ReadonlyMap<string, string | null>;
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
  { categoryOf = new Map(), night, ...options }: EvaluateOptions = {},
): Promise<EvaluatedNextProduct> {
  const facts = chooseCircumstances(numberProducts(sequences, attributes));
  const cases = facts.sequences.flatMap((sequence) => leaveOut(sequence, 1));
  if (cases.length === 0)
    throw new AppError(
      'invalid',
      'No contact took a new product at a second time yet, so there is no next product to find.',
    );
  const choosing = facts.sequences.flatMap((sequence) => leaveOut(sequence, 2));
  const { kinds, leftOut } = chooseRecommenders(facts, night);
  const shownFacts = { ...facts, sequences: facts.sequences.map(beforeLastTwo) };
  const recommenders = await fitAll(kinds, shownFacts, {
    ...options,
    // The other half is for those that are served, which learn from everything.
    budget: night && { seconds: night.secondsLeft() / 2, clock: night.clock },
    validation: choosing,
  });
  const blend = new Blend();
  if (choosing.length >= CASES_TO_CHOOSE) blend.choose(recommenders, choosing);
  else blend.weigh(recommenders, DEFAULT_WEIGHTS);
  const popularity = recommenders.find(({ kind }) => kind === 'popularity')!;
  const categories = numberCategories(facts.productIds, categoryOf);
  const found = cases.map((one) => findTarget(blend.read(one.history).scores, one, categories));
  const ranks = found.map(({ rank }) => rank);
  const popularityRanks = cases.map((one) => rankTarget(popularity.score(one.history), one));
  return {
    weights: blend.weights,
    leftOut,
    metrics: {
      contacts: cases.length,
      hitRate: hitRate(ranks),
      popularityHitRate: hitRate(popularityRanks),
      ndcg: ndcgAt(TOP, ranks),
      popularityNdcg: ndcgAt(TOP, popularityRanks),
      likeliestHitRate: hitRate(ranks, NEXT_PRODUCTS),
      shownHitRate: shareOf(found.map(({ isShown }) => isShown)),
    },
  };
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

function findTarget(scores: Float32Array, one: LeftOut, categories: Categories) {
  const shown = topVaried(scores, NEXT_PRODUCTS, { excluded: new Set(one.history.products), categories });
  return { rank: rankTarget(scores, one), isShown: shown.includes(one.target) };
}

function hitRate(ranks: readonly number[], top = TOP): Interval {
  return shareOf(ranks.map((rank) => rank < top));
}

function shareOf(hits: readonly boolean[]): Interval {
  return wilsonInterval(hits.filter((hit) => hit).length, hits.length);
}
