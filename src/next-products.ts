/** Next products: what contacts met is gathered on the way of their histories to the scores, and put as recommenders read it. */

import type { ContactHistory } from './domain/event.ts';
import type { PopularProducts } from './domain/popular-products.ts';
import type { Product } from './domain/product.ts';
import type { ProductStep } from './domain/product-step.ts';
import { countPopular } from './learn/recommend/count-popular.ts';
import type { Attributes } from './learn/recommend/number-products.ts';
import type { RecommendRequest } from './learn/recommend/recommend-next.ts';
import { listOrdered, listSteps } from './prepare/list-steps.ts';

/** Of a product's name the first words are read. */
const NAME_WORDS = 8;

/** What each contact met before a cutoff. */
export interface Met {
  add(history: ContactHistory): void;
  /** Each contact's steps, oldest first. */
  readonly sequences: ReadonlyMap<string, readonly ProductStep[]>;
  readonly ordered: ReadonlyMap<string, ReadonlySet<string>>;
  /** What is popular and in stock. */
  popular(products: readonly Product[]): PopularProducts;
}

/** `cutoff` is epoch milliseconds. */
export function gatherMet(cutoff: number): Met {
  const sequences = new Map<string, readonly ProductStep[]>();
  const ordered = new Map<string, ReadonlySet<string>>();
  const popular = countPopular(cutoff);
  return {
    ...{ sequences, ordered },
    add(history) {
      sequences.set(history.contactId, listSteps(history, cutoff));
      ordered.set(history.contactId, listOrdered(history, cutoff));
      popular.add(history);
    },
    popular: (products) =>
      popular.finish({ excluded: soldOut(products), categoryOf: listCategories(products) }),
  };
}

/** What the catalogue says a product is like. */
export function listAttributes(products: readonly Product[]): Attributes {
  return new Map(products.map(({ id, category }) => [id, category === null ? [] : [category]]));
}

/** What recommenders of next products read of a shop. */
export function describeShop({
  met,
  products,
}: {
  readonly met: Met;
  readonly products: readonly Product[];
}): RecommendRequest {
  return {
    ...{ sequences: met.sequences, ordered: met.ordered },
    attributes: listAttributes(products),
    words: listWords(products),
    categoryOf: listCategories(products),
    soldOut: soldOut(products),
  };
}

/** The category and the words of the name. */
function listWords(products: readonly Product[]): Attributes {
  return new Map(
    products.map(({ id, name, category }) => {
      const words = (name ?? '').toLowerCase().match(/\p{L}{3,}/gu) ?? [];
      const own = new Set(words.slice(0, NAME_WORDS));
      return [id, [...(category === null ? [] : [`category ${category}`]), ...own]];
    }),
  );
}

/** Null where the catalogue does not say. */
function listCategories(products: readonly Product[]): ReadonlyMap<string, string | null> {
  return new Map(products.map(({ id, category }) => [id, category]));
}

function soldOut(products: readonly Product[]): ReadonlySet<string> {
  return new Set(products.filter(({ stock }) => stock === 0).map(({ id }) => id));
}
