/** Which products an e-mail may show. */

import type { Product } from '../domain/product.ts';

/** More than three products in one e-mail are read by nobody. */
const LIMIT = 3;

/** The first three of the products that have a name and are not known to be out of stock. */
export function showable(productIds: Iterable<string>, products: ReadonlyMap<string, Product>): string[] {
  const shown: string[] = [];
  for (const productId of productIds) {
    const product = products.get(productId);
    if (product === undefined || product.name === null || product.stock === 0) continue;
    shown.push(productId);
    if (shown.length === LIMIT) break;
  }
  return shown;
}
