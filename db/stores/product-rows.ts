/** Keeps product facts, as the products API, an import or an event's properties tell them. */

import { sql } from 'drizzle-orm';
import type { Product } from '../../src/domain/product.ts';
import type { Connection, StoreParts } from '../database.ts';
import { chunks } from './chunk.ts';

/** Inserts or updates; a null fact never overwrites a known one; of two facts in one group the later counts. */
export async function putProducts(
  { database, tenant }: StoreParts,
  connection: Connection,
  { products: facts, at }: { readonly products: readonly Product[]; readonly at: number },
): Promise<void> {
  const { products } = database.tables;
  const merged = new Map<string, Product>();
  for (const fact of facts) merged.set(fact.id, laterWins(merged.get(fact.id), fact));
  const sorted = [...merged.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = await onlyNews({ database, tenant }, connection, sorted);
  const known = (column: string) => sql.raw(`coalesce(excluded.${column}, products.${column})`);
  for (const some of chunks(rows))
    await connection
      .insert(products)
      .values(some.map((product) => ({ tenant, ...product, updatedAt: at })))
      .onConflictDoUpdate({
        target: [products.tenant, products.id],
        set: {
          name: known('name'),
          priceCents: known('price_cents'),
          currency: known('currency'),
          imageUrl: known('image_url'),
          link: known('link'),
          category: known('category'),
          stock: known('stock'),
          updatedAt: at,
        },
      });
}

const FACTS = ['name', 'priceCents', 'currency', 'imageUrl', 'link', 'category', 'stock'] as const;

/** Nearly every view repeats what is known, and a row that is written is one that others wait for. */
async function onlyNews(
  { database, tenant }: Pick<StoreParts, 'database' | 'tenant'>,
  connection: Connection,
  facts: readonly Product[],
): Promise<readonly Product[]> {
  const known = await database.fast.find(connection, database.tables.products, {
    tenant,
    by: 'id',
    values: facts.map(({ id }) => id),
    pick: ['id', ...FACTS],
  });
  const byId = new Map(known.map((product) => [product.id, product]));
  return facts.filter((fact) => {
    const before = byId.get(fact.id);
    return before === undefined || FACTS.some((name) => fact[name] !== null && fact[name] !== before[name]);
  });
}

function laterWins(before: Product | undefined, after: Product): Product {
  if (before === undefined) return after;
  return {
    id: after.id,
    name: after.name ?? before.name,
    priceCents: after.priceCents ?? before.priceCents,
    currency: after.currency ?? before.currency,
    imageUrl: after.imageUrl ?? before.imageUrl,
    link: after.link ?? before.link,
    category: after.category ?? before.category,
    stock: after.stock ?? before.stock,
  };
}
