/** What is popular in the shop now, for contacts of whom nothing is known that products could follow from. */

import { DAY } from '../../domain/clock.ts';
import { type ContactHistory, EVENT } from '../../domain/event.ts';
import type { PopularProducts } from '../../domain/popular-products.ts';
import { NEXT_PRODUCTS, numberCategories, topVaried } from './vary-categories.ts';

const WITHIN_DAYS = 30;
/** More than are shown, since some sell out by day. */
const KEPT = 20;

export interface PopularCount {
  add(history: ContactHistory): void;
  /** Most popular first, of those that are not excluded; the five in front are not of a kind. */
  finish(options: {
    readonly excluded: ReadonlySet<string>;
    readonly categoryOf: ReadonlyMap<string, string | null>;
  }): PopularProducts;
}

/**
 * Counts the contacts who ordered each product within 30 days before the cutoff (epoch milliseconds). Of as many, that
 * which more put into the cart or looked at comes first, so that a shop with few orders has a list too.
 */
export function countPopular(cutoff: number): PopularCount {
  const orderedBy = new Map<string, number>();
  const metBy = new Map<string, number>();
  let contacts = 0;
  return {
    add({ events }) {
      contacts += 1;
      const lately = events.filter(({ at }) => at < cutoff && at >= cutoff - WITHIN_DAYS * DAY);
      const idsOf = (names: ReadonlySet<string>) =>
        new Set(
          lately
            .filter(({ name }) => names.has(name))
            .flatMap(({ lines }) => lines.map(({ productId }) => productId)),
        );
      for (const id of idsOf(ORDERED)) orderedBy.set(id, (orderedBy.get(id) ?? 0) + 1);
      for (const id of idsOf(MET)) metBy.set(id, (metBy.get(id) ?? 0) + 1);
    },
    finish({ excluded, categoryOf }) {
      const ids = [...metBy.keys()].filter((id) => !excluded.has(id)).sort();
      const worth = (id: string) => (orderedBy.get(id) ?? 0) + metBy.get(id)! / (contacts + 1);
      const scores = Float32Array.from(ids, worth);
      const varied = topVaried(scores, NEXT_PRODUCTS, {
        excluded: new Set(),
        categories: numberCategories(ids, categoryOf),
      }).map((product) => ids[product]!);
      const others = ids.filter((id) => !varied.includes(id)).sort((a, b) => worth(b) - worth(a));
      return { productIds: [...varied, ...others].slice(0, KEPT), days: WITHIN_DAYS, until: cutoff };
    },
  };
}

const ORDERED: ReadonlySet<string> = new Set([EVENT.orderCompleted]);
const MET: ReadonlySet<string> = new Set([EVENT.orderCompleted, EVENT.productViewed, EVENT.productAdded]);
