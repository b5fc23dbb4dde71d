/** Makes the rows that ingest would write, sealed and ready, so that a raw store can write the same. */

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';
import { TENANT } from '../../src/tenant.ts';
import { fillStore } from './fill-store.ts';
import type { CallOptions } from './make-call.ts';
import { openDatabase } from './open-database.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Rows by table, as one transaction writes them. */
export type Transaction = Readonly<Record<string, readonly Row[]>>;

/** Tables in the order in which their rows are written. */
const TABLES = ['contact_keys', 'contacts', 'identities', 'events', 'products'];

/** Transactions of `size` events each: new contacts and products come with their first event. */
export async function storedRows(
  calls: CallOptions,
  events: number,
  size: number,
): Promise<readonly Transaction[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'flywheel-bench-rows-'));
  const database = await openDatabase({ databaseUrl: null, dataDir });
  try {
    const cipher = createFieldCipher(randomBytes(32), TENANT);
    await fillStore({ database, cipher, tenant: TENANT }, { calls, events });
    return split(new SqliteDriver(join(dataDir, 'flywheel.db'), { readonly: true }), size);
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function split(driver: SqliteDriver.Database, size: number): readonly Transaction[] {
  const all = (table: string) => driver.prepare(`select * from ${table} order by rowid`).all() as Row[];
  const transactions: Record<string, Row[]>[] = [];
  const placeOfContact = new Map<unknown, number>();
  const placeOfProduct = new Map<unknown, number>();
  const put = (table: string, place: number | undefined, row: Row) =>
    (transactions[place ?? 0]![table] as Row[]).push(row);
  for (const [index, row] of all('events').entries()) {
    const place = Math.floor(index / size);
    transactions[place] ??= Object.fromEntries(TABLES.map((table) => [table, []]));
    if (!placeOfContact.has(row['contact_id'])) placeOfContact.set(row['contact_id'], place);
    for (const productId of productsOf(row))
      if (!placeOfProduct.has(productId)) placeOfProduct.set(productId, place);
    put('events', place, row);
  }
  for (const row of all('products')) put('products', placeOfProduct.get(row['id']), row);
  for (const row of all('contacts')) put('contacts', placeOfContact.get(row['id']), row);
  for (const table of ['contact_keys', 'identities'])
    for (const row of all(table)) put(table, placeOfContact.get(row['contact_id']), row);
  driver.close();
  return transactions;
}

function productsOf(event: Row): readonly string[] {
  const lines = JSON.parse(String(event['lines'] ?? '[]')) as readonly { readonly productId: string }[];
  return lines.map(({ productId }) => productId);
}
