/** In which currency a shop's money is said. */

import type { Product } from '../domain/product.ts';

/** The currency of most products; euros while no product says. */
export function commonCurrency(products: readonly Product[]): string {
  const counts = new Map<string, number>();
  for (const { currency } of products)
    if (currency !== null) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'EUR';
}
