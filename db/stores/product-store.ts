/** Keeps the catalogue. */

import { asc, eq } from 'drizzle-orm';
import type { ProductStore } from '../../src/domain/product.ts';
import type { StoreParts } from '../database.ts';
import { putProducts } from './product-rows.ts';

export function createProductStore(parts: StoreParts): ProductStore {
  const { database, tenant } = parts;
  const { products } = database.tables;
  return {
    put: (facts, at) =>
      database.write((connection) => putProducts(parts, connection, { products: facts, at })),
    async all() {
      const rows = await database.read((connection) =>
        connection.select().from(products).where(eq(products.tenant, tenant)).orderBy(asc(products.id)),
      );
      return rows.map(({ tenant: _, updatedAt: __, ...product }) => product);
    },
  };
}
