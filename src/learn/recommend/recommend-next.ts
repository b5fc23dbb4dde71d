/** What to recommend to each contact: the blend that serves is trained on everything at night, kept, and asked contact by contact. */

import type { ArtifactStore } from '../../domain/artifact.ts';
import type { NextProduct } from '../../domain/model-run.ts';
import type { NightBudget } from '../../domain/night-budget.ts';
import type { ProductStep } from '../../domain/product-step.ts';
import type { Beginning } from './beginning.ts';
import type { BlendWeights } from './blend.ts';
import { hashFacts } from './hash-facts.ts';
import { matchNewProducts, type NewProduct } from './match-new-products.ts';
import { DEFAULT_WEIGHTS, type LearntFrom, NextProductModel, readProductIds } from './next-product.ts';
import { type Attributes, numberProducts } from './number-products.ts';
import { chooseCircumstances } from './step-circumstances.ts';
import { NEXT_PRODUCTS, numberCategories } from './vary-categories.ts';

export interface RecommendRequest {
  /** Each contact's steps, oldest first. */
  readonly sequences: ReadonlyMap<string, readonly ProductStep[]>;
  /** What each contact ordered: not recommended again, unlike what it only looked at or left in the cart. */
  readonly ordered: ReadonlyMap<string, ReadonlySet<string>>;
  /** What products are like: one that nobody took yet is recommended by it. */
  readonly attributes: Attributes;
  /** The same with the words of their names: by these the likest new product takes the last place of a list. */
  readonly words: Attributes;
  /** Of which no more than three are shown to one contact; null where nobody said. */
  readonly categoryOf: ReadonlyMap<string, string | null>;
  /** Products that must not be recommended: sold out. */
  readonly soldOut: ReadonlySet<string>;
  readonly night?: NightBudget;
  readonly onProgress?: (text: string) => void;
}

export type RecommendNext = (contactId: string) => readonly NextProduct[];

export interface NextRecommender {
  /** The five likeliest next products of a contact, none for one without a product in its history. */
  readonly recommend: RecommendNext;
}

/** What a night is to learn, and under which id it is kept. */
interface LearnRequest extends RecommendRequest {
  readonly runId: string;
  readonly weights: BlendWeights;
  /** The transformer that was judged, for the one that serves to begin from. */
  readonly beginning: Beginning | null;
}

/** Trains the blend of these weights on everything, and keeps it under that id. Null where no contact met any product. */
export async function learnNextProducts(
  { artifacts }: { readonly artifacts: ArtifactStore },
  request: LearnRequest,
): Promise<{ readonly recommender: NextRecommender; readonly learntFrom: LearntFrom } | null> {
  const trained = await trainBlend(request);
  if (trained === null) return null;
  await artifacts.save(request.runId, trained.model.save());
  return { recommender: recommendBy(trained.model, request), learntFrom: trained.learntFrom };
}

/** Equal for equal facts, as kept in the lineage of what was learnt from them; null where no contact met any product. */
export function fingerprintFacts({ sequences, attributes }: RecommendRequest): string | null {
  const known = listKnown(sequences);
  return known.length === 0 ? null : hashFacts(chooseCircumstances(numberProducts(known, attributes)));
}

/** The same by what a night kept; null where nothing is kept under that id, or it cannot be read. */
export async function recallNextProducts(
  { artifacts }: { readonly artifacts: ArtifactStore },
  { runId, ...request }: RecommendRequest & { readonly runId: string },
): Promise<NextRecommender | null> {
  try {
    const model = new NextProductModel();
    await model.load(await artifacts.load(runId));
    return recommendBy(model, request);
  } catch {
    return null;
  }
}

/** Products that what a night kept can recommend by what contacts met; null where nothing is kept under that id, or it cannot be read. */
export async function recallKnown(
  { artifacts }: { readonly artifacts: ArtifactStore },
  runId: string,
): Promise<ReadonlySet<string> | null> {
  try {
    return new Set(readProductIds(await artifacts.load(runId)));
  } catch {
    return null;
  }
}

/** Takes seconds, and is kept nowhere: for what cannot be read, or is not there yet. */
export async function countNextProducts(
  request: RecommendRequest & { readonly weights: BlendWeights },
): Promise<NextRecommender> {
  const { transformer: _, ...counted } = request.weights;
  const weights = Object.keys(counted).length === 0 ? DEFAULT_WEIGHTS : counted;
  const trained = await trainBlend({ ...request, weights, beginning: null });
  return recommendBy(trained?.model ?? null, request);
}

function recommendBy(model: NextProductModel | null, request: RecommendRequest): NextRecommender {
  const { sequences, ordered, soldOut, categoryOf } = request;
  if (model === null) return { recommend: () => [] };
  const categories = numberCategories(model.productIds, categoryOf);
  const newcomerOf = findNewcomers(request);
  return {
    recommend(contactId) {
      const history = sequences.get(contactId) ?? [];
      if (history.length === 0) return [];
      const exclude = new Set([...soldOut, ...(ordered.get(contactId) ?? [])]);
      return model.recommend(history, NEXT_PRODUCTS, { exclude, categories, last: newcomerOf(history) });
    },
  };
}

/** The new product that is likest to one of the history, with a score of 0: the blend knows nothing of it. */
function findNewcomers({ sequences, words, soldOut }: RecommendRequest) {
  const met = new Set([...sequences.values()].flatMap((steps) => steps.map(({ productId }) => productId)));
  const newcomers = [...words.keys()].filter((id) => !met.has(id) && !soldOut.has(id)).sort();
  const newOf = matchNewProducts(met, newcomers, words);
  return (history: readonly ProductStep[]): NextProduct | null => {
    let best: (NewProduct & { readonly because: string }) | null = null;
    for (const { productId: because } of history) {
      const found = newOf.get(because);
      if (found && found.likeness > (best?.likeness ?? 0)) best = { ...found, because };
    }
    return best && { productId: best.productId, score: 0, because: best.because };
  };
}

async function trainBlend({
  sequences,
  attributes,
  weights,
  beginning,
  night,
  onProgress,
}: Omit<LearnRequest, 'runId'>): Promise<{
  readonly model: NextProductModel;
  readonly learntFrom: LearntFrom;
} | null> {
  const known = listKnown(sequences);
  if (known.length === 0) return null;
  const model = new NextProductModel();
  const learntFrom = await model.fit(known, {
    ...{ attributes, weights, beginning },
    ...(night === undefined ? {} : { night }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return { model, learntFrom };
}

function listKnown(sequences: RecommendRequest['sequences']): (readonly ProductStep[])[] {
  return [...sequences.values()].filter((sequence) => sequence.length > 0);
}
