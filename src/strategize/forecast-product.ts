/** Who is likely to buy a product next, and how many are expected to. */

import type { AudienceHit, ProductSet } from '../domain/audience.ts';
import type { Product } from '../domain/product.ts';
import { type AudienceCounts, countAudience, type Estimate } from '../domain/strategy.ts';
import { addUpOrders } from './add-up-orders.ts';

export interface ProductForecast {
  /** Contacts among whose likely next products it is. */
  readonly contacts: number;
  readonly counts: AudienceCounts;
  /** Of them, how many order anything within the outcome window. */
  readonly buyersOfAnything: Estimate;
  /** How many of them buy this; null while nobody measured how often the next product is found. */
  readonly buyers: Estimate | null;
  /** The likeliest to order, best first. */
  readonly likeliest: readonly AudienceHit[];
}

/** How often one new product of the next order was among so many recommended ones. */
export interface MeasuredHits {
  readonly hitRate: { readonly estimate: number; readonly low: number; readonly high: number };
  readonly recommended: number;
}

/**
 * A contact buys the product if an order comes and it is of this. The chance that it is of one of the recommended products is the
 * measured hit rate shared evenly among them, which is too little for the first and too much for the last; and since the test looks for
 * one product of an order, too little where orders have many lines.
 * The interval joins the lowest hit rate with the fewest orders and the highest with the most, so it is wide on purpose.
 */
export async function forecastProduct(
  hits: AsyncIterable<AudienceHit>,
  {
    products,
    catalogue,
    measured,
    likeliest,
  }: {
    readonly products: ProductSet;
    readonly catalogue: readonly Product[];
    readonly measured: MeasuredHits | null;
    readonly likeliest: number;
  },
): Promise<ProductForecast> {
  const wanted = idsOf(products, catalogue);
  const share = (rate: number) => (measured === null ? 0 : rate / measured.recommended);
  const { estimate = 0, low = 0, high = 0 } = measured?.hitRate ?? {};
  const sums = { anything: addUpOrders(), value: addUpOrders(), low: addUpOrders(), high: addUpOrders() };
  const unmailable = { ...countAudience([]).unmailable };
  let contacts = 0;
  let mailable = 0;
  let first: AudienceHit[] = [];
  for await (const hit of hits) {
    const named = (hit.score?.nextProducts ?? []).filter(({ productId }) => wanted.has(productId)).length;
    if (hit.score === null || named === 0) continue;
    contacts += 1;
    if (hit.reachability === 'mailable') mailable += 1;
    else unmailable[hit.reachability] += 1;
    const chance = hit.score.conversionProbability;
    const chanceOfIt = (rate: number) => chance * Math.min(1, named * share(rate));
    sums.anything.add(chance, 0);
    sums.value.add(chanceOfIt(estimate), 0);
    sums.low.add(chanceOfIt(low), 0);
    sums.high.add(chanceOfIt(high), 0);
    first.push(hit);
    if (first.length > 10 * likeliest) first = keepLikeliest(first, likeliest);
  }
  const value = sums.value.buyers().value;
  const buyers = { value, low: sums.low.buyers().low, high: sums.high.buyers().high };
  return {
    contacts,
    counts: { mailable, unmailable },
    buyersOfAnything: sums.anything.buyers(),
    buyers: measured === null ? null : buyers,
    likeliest: keepLikeliest(first, likeliest),
  };
}

function keepLikeliest(hits: readonly AudienceHit[], howMany: number): AudienceHit[] {
  const chance = ({ score }: AudienceHit) => score?.conversionProbability ?? 0;
  return hits.toSorted((a, b) => chance(b) - chance(a)).slice(0, howMany);
}

/** All products of a set by id. */
export function idsOf(
  { productIds, categories }: ProductSet,
  catalogue: readonly Product[],
): ReadonlySet<string> {
  const ofCategories = catalogue.filter(({ category }) => category !== null && categories.includes(category));
  return new Set([...productIds, ...ofCategories.map(({ id }) => id)]);
}
