/** What to recommend to each contact: the blend is trained on everything at night, kept, and asked contact by contact. */

import type { ArtifactStore } from '../../domain/artifact.ts';
import type { NextProduct } from '../../domain/model-run.ts';
import type { NightBudget } from '../../domain/night-budget.ts';
import type { ProductStep } from '../../domain/product-step.ts';
import type { BlendWeights } from './blend.ts';
import { matchNewProducts, type NewProduct } from './match-new-products.ts';
import { NextProductModel } from './next-product.ts';
import type { Attributes } from './number-products.ts';
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
  /** The blend of recommenders that was chosen; null while too little is known to choose. */
  readonly blendWeights: BlendWeights | null;
  /** Products that must not be recommended: sold out. */
  readonly soldOut: ReadonlySet<string>;
  readonly night?: NightBudget;
  readonly onProgress?: (text: string) => void;
}

export type RecommendNext = (contactId: string) => readonly NextProduct[];

/** Under which the trained blend is kept for the day. */
const KEPT = 'next-products';

/** Gives the five likeliest next products of a contact, none for one without a product in its history. Keeps what it has learnt. */
export async function learnNextProducts(
  { artifacts }: { readonly artifacts: ArtifactStore },
  request: RecommendRequest,
): Promise<RecommendNext> {
  const model = await trainBlend(request);
  if (model === null) await artifacts.remove(KEPT);
  else await artifacts.save(KEPT, model.save());
  return recommendBy(model, request);
}

/**
 * The same by what the night kept, so that by day a list is full again after an order or a sale of the last piece. Where
 * nothing is kept, or it cannot be read, counting that takes seconds stands in.
 */
export async function recallNextProducts(
  { artifacts }: { readonly artifacts: ArtifactStore },
  request: Omit<RecommendRequest, 'blendWeights'>,
): Promise<RecommendNext> {
  const kept = await artifacts.load(KEPT).then(
    async (files) => {
      const model = new NextProductModel();
      await model.load(files);
      return model;
    },
    () => null,
  );
  return recommendBy(kept ?? (await trainBlend({ ...request, blendWeights: null })), request);
}

function recommendBy(
  model: NextProductModel | null,
  request: Omit<RecommendRequest, 'blendWeights'>,
): RecommendNext {
  const { sequences, ordered, soldOut, categoryOf } = request;
  if (model === null) return () => [];
  const categories = numberCategories(model.productIds, categoryOf);
  const newcomerOf = findNewcomers(request);
  return (contactId) => {
    const history = sequences.get(contactId) ?? [];
    if (history.length === 0) return [];
    const exclude = new Set([...soldOut, ...(ordered.get(contactId) ?? [])]);
    return model.recommend(history, NEXT_PRODUCTS, { exclude, categories, last: newcomerOf(history) });
  };
}

/** The new product that is likest to one of the history, with a score of 0: the blend knows nothing of it. */
function findNewcomers({ sequences, words, soldOut }: Omit<RecommendRequest, 'blendWeights'>) {
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
  blendWeights,
  night,
  onProgress,
}: RecommendRequest): Promise<NextProductModel | null> {
  const known = [...sequences.values()].filter((sequence) => sequence.length > 0);
  if (known.length === 0) return null;
  const model = new NextProductModel();
  await model.fit(known, {
    attributes,
    ...(blendWeights === null ? {} : { weights: blendWeights }),
    ...(night === undefined ? {} : { night }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return model;
}
