/** What to recommend to each contact tonight: the blend is trained on everything and asked contact by contact. */

import type { NextProduct } from '../../domain/model-run.ts';
import type { ProductStep } from '../../domain/product-step.ts';
import type { BlendWeights } from './blend.ts';
import { matchNewProducts, type NewProduct } from './match-new-products.ts';
import { NextProductModel } from './next-product.ts';
import type { Attributes } from './number-products.ts';

export interface RecommendRequest {
  /** Each contact's steps, oldest first. */
  readonly sequences: ReadonlyMap<string, readonly ProductStep[]>;
  /** What each contact ordered: not recommended again, unlike what it only looked at or left in the cart. */
  readonly ordered: ReadonlyMap<string, ReadonlySet<string>>;
  /** What products are like: one that nobody took yet is recommended by it. */
  readonly attributes: Attributes;
  /** The same with the words of their names: by these the likest new product takes the last place of a list. */
  readonly words: Attributes;
  /** The blend of recommenders that was chosen; null while too little is known to choose. */
  readonly blendWeights: BlendWeights | null;
  /** Products that must not be recommended: sold out. */
  readonly soldOut: ReadonlySet<string>;
  readonly onProgress?: (text: string) => void;
}

const NEXT_PRODUCTS = 5;

/** Gives the five likeliest next products of a contact, none for one without a product in its history. */
export async function learnNextProducts(
  request: RecommendRequest,
): Promise<(contactId: string) => readonly NextProduct[]> {
  const { sequences, ordered, soldOut } = request;
  const model = await trainBlend(request);
  const newcomerOf = findNewcomers(request);
  return (contactId) => {
    const history = sequences.get(contactId) ?? [];
    if (model === null || history.length === 0) return [];
    const exclude = new Set([...soldOut, ...(ordered.get(contactId) ?? [])]);
    const likeliest = model.recommend(history, NEXT_PRODUCTS, { exclude });
    const newcomer = newcomerOf(history);
    return newcomer === null || likeliest.some(({ productId }) => productId === newcomer.productId)
      ? likeliest
      : [...likeliest.slice(0, NEXT_PRODUCTS - 1), newcomer];
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
  blendWeights,
  onProgress,
}: RecommendRequest): Promise<NextProductModel | null> {
  const known = [...sequences.values()].filter((sequence) => sequence.length > 0);
  if (known.length === 0) return null;
  const model = new NextProductModel();
  await model.fit(known, {
    attributes,
    ...(blendWeights === null ? {} : { weights: blendWeights }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return model;
}
