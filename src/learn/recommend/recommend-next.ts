/** What to recommend to each contact tonight: the blend is trained on everything and asked contact by contact. */

import type { NextProduct } from '../../domain/model-run.ts';
import type { BlendWeights } from './blend.ts';
import { NextProductModel } from './next-product.ts';
import type { Attributes } from './number-products.ts';

export interface RecommendRequest {
  /** Each contact's products in time order: orders and views. */
  readonly sequences: ReadonlyMap<string, readonly string[]>;
  /** What each contact ordered: not recommended again, unlike what it only looked at or left in the cart. */
  readonly ordered: ReadonlyMap<string, ReadonlySet<string>>;
  /** What products are like: one that nobody took yet is recommended by it. */
  readonly attributes: Attributes;
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
  return (contactId) => {
    const history = sequences.get(contactId) ?? [];
    if (model === null || history.length === 0) return [];
    return model.recommend(history, NEXT_PRODUCTS, {
      exclude: new Set([...soldOut, ...(ordered.get(contactId) ?? [])]),
    });
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
