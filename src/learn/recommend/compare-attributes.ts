/** Which products are alike by what is known of them, so that one that nobody has taken yet can be recommended. */

import { keepStrongest, type Neighbours } from './neighbours.ts';
import type { ProductFacts } from './recommender.ts';

const KEPT = 200;

/** The cosine of the products' attributes, each weighted by log(products / products with it): rare ones say more. */
export function compareAttributes({ attributes, products }: ProductFacts): Neighbours {
  const productsOf = new Map<string, number[]>();
  attributes.forEach((own, product) => {
    for (const attribute of own) productsOf.set(attribute, [...(productsOf.get(attribute) ?? []), product]);
  });
  const weightOf = (attribute: string) => Math.log(products / productsOf.get(attribute)!.length) ** 2;
  const lengths = attributes.map((own) => Math.sqrt(own.reduce((sum, one) => sum + weightOf(one), 0)));
  return keepStrongest(products, KEPT, (product) => {
    const alike = new Map<number, number>();
    for (const attribute of attributes[product] ?? []) {
      const weight = weightOf(attribute);
      if (weight === 0) continue;
      for (const other of productsOf.get(attribute)!) alike.set(other, (alike.get(other) ?? 0) + weight);
    }
    alike.delete(product);
    return Array.from(alike, ([other, sum]) => [other, sum / (lengths[product]! * lengths[other]!)]);
  });
}
