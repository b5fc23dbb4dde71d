/** Next products, by night and by day: what contacts met is gathered on the way of their histories to the scores. */

import type { ArtifactStore } from './domain/artifact.ts';
import type { ContactHistory } from './domain/event.ts';
import type { NightBudget } from './domain/night-budget.ts';
import type { PopularProducts } from './domain/popular-products.ts';
import type { Product } from './domain/product.ts';
import type { ProductStep } from './domain/product-step.ts';
import type { BlendWeights } from './learn/recommend/blend.ts';
import { countPopular } from './learn/recommend/count-popular.ts';
import type { Attributes } from './learn/recommend/number-products.ts';
import {
  learnNextProducts,
  type RecommendNext,
  recallNextProducts,
} from './learn/recommend/recommend-next.ts';
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

interface NextParts {
  readonly artifacts: ArtifactStore;
  readonly onProgress: (text: string) => void;
}

/** By night: trains the blend of these weights, within what is left of the night, and keeps it for the day. */
export function learnNext(
  { artifacts, onProgress }: NextParts,
  known: {
    readonly met: Met;
    readonly products: readonly Product[];
    readonly blendWeights: BlendWeights | null;
    readonly night: NightBudget;
  },
): Promise<RecommendNext> {
  const { blendWeights, night } = known;
  return learnNextProducts({ artifacts }, { ...describeShop(known), blendWeights, night, onProgress });
}

/** By day: asks what the night trained, with what was ordered, looked at and sold out since. */
export function recallNext(
  { artifacts, onProgress }: NextParts,
  known: { readonly met: Met; readonly products: readonly Product[] },
): Promise<RecommendNext> {
  return recallNextProducts({ artifacts }, { ...describeShop(known), onProgress });
}

/** What the catalogue says a product is like. */
export function listAttributes(products: readonly Product[]): Attributes {
  return new Map(products.map(({ id, category }) => [id, category === null ? [] : [category]]));
}

function describeShop({ met, products }: { readonly met: Met; readonly products: readonly Product[] }) {
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
export function listCategories(products: readonly Product[]): ReadonlyMap<string, string | null> {
  return new Map(products.map(({ id, category }) => [id, category]));
}

function soldOut(products: readonly Product[]): ReadonlySet<string> {
  return new Set(products.filter(({ stock }) => stock === 0).map(({ id }) => id));
}
