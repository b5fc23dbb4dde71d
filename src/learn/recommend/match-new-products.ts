/** Which products that nobody met yet are like those that somebody did, by the catalogue's words. */

import type { Attributes } from './number-products.ts';

/** A judgement, not a measurement: a word that most products have in common is no likeness. */
const LEAST_LIKENESS = 0.2;
/** What more products than this have in common says little, and would cost their square. */
const MOST_PRODUCTS = 500;

export interface NewProduct {
  readonly productId: string;
  /** The cosine of attributes, each weighted by log(products / products with it), from 0 to 1. */
  readonly likeness: number;
}

/** Of each product that somebody met the likest among `newcomers`; none where nothing is like it. */
export function matchNewProducts(
  met: ReadonlySet<string>,
  newcomers: readonly string[],
  attributes: Attributes,
): ReadonlyMap<string, NewProduct> {
  const productsOf = groupByAttribute(attributes);
  const weightOf = (attribute: string) => Math.log(attributes.size / productsOf.get(attribute)!.length) ** 2;
  const lengthOf = (id: string) =>
    Math.sqrt(attributes.get(id)!.reduce((sum, attribute) => sum + weightOf(attribute), 0));
  const best = new Map<string, NewProduct>();
  for (const productId of newcomers) {
    const shared = new Map<string, number>();
    for (const attribute of attributes.get(productId) ?? []) {
      const others = productsOf.get(attribute)!;
      if (others.length > MOST_PRODUCTS) continue;
      for (const other of others)
        if (met.has(other)) shared.set(other, (shared.get(other) ?? 0) + weightOf(attribute));
    }
    const own = lengthOf(productId);
    for (const [other, sum] of shared) {
      const likeness = sum / (own * lengthOf(other));
      if (likeness >= LEAST_LIKENESS && likeness > (best.get(other)?.likeness ?? 0))
        best.set(other, { productId, likeness });
    }
  }
  return best;
}

function groupByAttribute(attributes: Attributes): ReadonlyMap<string, readonly string[]> {
  const productsOf = new Map<string, string[]>();
  for (const [id, own] of attributes)
    for (const attribute of own) {
      const group = productsOf.get(attribute);
      if (group === undefined) productsOf.set(attribute, [id]);
      else group.push(id);
    }
  return productsOf;
}
