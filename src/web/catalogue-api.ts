/** Takes what the shop sells and what it promises: products and offers. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { type ParsedItems, parseOffers, parseProducts } from '../collect/parse-catalogue.ts';
import type { Clock } from '../domain/clock.ts';
import type { OfferStore } from '../domain/offer.ts';
import type { ProductStore } from '../domain/product.ts';
import { acceptJson } from './json-body.ts';
import { requireWriteKey } from './write-key.ts';

const MAX_BYTES = 2 * 1024 * 1024;

export interface CatalogueApiOptions {
  readonly products: Pick<ProductStore, 'put'>;
  readonly offers: Pick<OfferStore, 'put'>;
  readonly writeKey: string;
  readonly clock: Clock;
}

/**
 * A plugin with PUT /v1/products and PUT /v1/offers: one, or an array of up to 1,000. Inserts or updates by id;
 * repeatable. All or nothing: with any fault nothing is stored, and the 400 lists every fault.
 */
export async function catalogueApi(
  server: FastifyInstance,
  { products, offers, writeKey, clock }: CatalogueApiOptions,
): Promise<void> {
  acceptJson(server);
  server.addHook('onRequest', requireWriteKey(writeKey));
  server.put('/v1/products', { bodyLimit: MAX_BYTES }, async ({ body }, reply) =>
    keep(parseProducts(body), (items) => products.put(items, clock.now()), reply),
  );
  server.put('/v1/offers', { bodyLimit: MAX_BYTES }, async ({ body }, reply) =>
    keep(parseOffers(body), (items) => offers.put(items), reply),
  );
}

async function keep<T>(
  parsed: ParsedItems<T>,
  put: (items: readonly T[]) => Promise<void>,
  reply: FastifyReply,
) {
  if (parsed.ok) {
    await put(parsed.items);
    return { success: true, stored: parsed.items.length };
  }
  const { faults } = parsed;
  const list = faults.map(({ field, reason }) => `${field} ${reason}`.trim()).join('; ');
  return reply
    .code(400)
    .send({ success: false, code: 'invalid', message: `Nothing was stored: ${list}.`, faults });
}
