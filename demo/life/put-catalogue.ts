/** Tells the product what the simulated shop sells and promises. */

import { describe, toUnits } from '../../simulator/session.ts';
import type { Shop } from '../../simulator/shop.ts';
import { callProduct, type DoorKey } from './call-product.ts';

/** Repeatable, and needed again when the address of the shop's pages has changed. Throws `unavailable` when refused. */
export async function putCatalogue(shop: Pick<Shop, 'products' | 'offers'>, key: DoorKey): Promise<void> {
  const products = shop.products.map((product) => ({
    ...describe(product),
    currency: product.currency,
    stock: product.stock,
  }));
  // The door takes amounts in currency units.
  const offers = shop.offers.map((offer) =>
    offer.kind === 'amount' ? { ...offer, value: toUnits(offer.value) } : offer,
  );
  await callProduct(key, { method: 'PUT', path: '/v1/products', body: products });
  await callProduct(key, { method: 'PUT', path: '/v1/offers', body: offers });
}
