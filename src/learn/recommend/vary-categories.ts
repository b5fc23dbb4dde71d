/** No list of five of a kind: a cap on how many of its products are of one category. */

import { topProducts } from './rank-products.ts';

/** How many are shown of the likeliest, or of what is popular. */
export const NEXT_PRODUCTS = 5;
/** Of the five that are shown. The fewer, the more hits it costs: see docs/architecture.md. */
const MOST_OF_A_CATEGORY = 3;

/** Which products are alike, by number. */
export interface Categories {
  /** Null where nobody said: such products are of no kind, and as many of them may be shown as are likely. */
  readonly of: readonly (string | null)[];
  readonly products: ReadonlyMap<string, readonly number[]>;
}

export interface VariedOptions {
  readonly excluded: ReadonlySet<number>;
  readonly categories: Categories;
  /** The category of a product that has a place already, and counts for the cap. */
  readonly taken?: string | null;
}

/** Categories of products that are numbered in this order. */
export function numberCategories(
  productIds: readonly string[],
  categoryOf: ReadonlyMap<string, string | null>,
): Categories {
  const products = new Map<string, number[]>();
  const of = productIds.map((id) => categoryOf.get(id) ?? null);
  for (const category of new Set(of)) if (category !== null) products.set(category, []);
  for (const [product, category] of of.entries())
    if (category !== null) products.get(category)!.push(product);
  return { of, products };
}

/**
 * The `k` best products, best first, of which at most three are of one category, as long as other products have a score
 * above 0; where they run out, the best of those that were passed over come last. A cap on each category is the plainest
 * of the greedy ways to vary a list, and needs no likeness of products nor a weight between it and the score, as maximal
 * marginal relevance does (Carbonell and Goldstein, SIGIR 1998).
 */
export function topVaried(scores: Float32Array, k: number, options: VariedOptions): number[] {
  const { excluded, categories, taken = null } = options;
  const best = topProducts(scores, k, excluded);
  const closed = new Set(excluded);
  let varied = best;
  // Each turn closes a category for good: its best products stay where they are, and others only move up.
  for (let over = findOver(varied, categories, taken); over !== null; ) {
    for (const product of categories.products.get(over.category)!)
      if (!over.kept.includes(product)) closed.add(product);
    varied = topProducts(scores, k, closed);
    over = findOver(varied, categories, taken);
  }
  varied = varied.filter((product) => scores[product]! > 0);
  return [...varied, ...best.filter((product) => !varied.includes(product))].slice(0, k);
}

/** A category that has more than its places, with the products that keep theirs. */
function findOver(list: readonly number[], { of }: Categories, taken: string | null) {
  const kept = new Map<string, number[]>();
  for (const product of list) {
    const category = of[product] ?? null;
    if (category === null) continue;
    const own = kept.get(category) ?? [];
    if (own.length === MOST_OF_A_CATEGORY - (category === taken ? 1 : 0)) return { category, kept: own };
    kept.set(category, [...own, product]);
  }
  return null;
}
