/** The raw store: the same rows by prepared inserts, in one transaction a request, and nothing else. */

import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { getTableName } from 'drizzle-orm';
import { Client } from 'pg';
import { shapeOf } from '../../db/fast/table-shape.ts';
import { postgresTables } from '../../db/schema.ts';
import type { Place } from './open-database.ts';
import type { Row, Transaction } from './stored-rows.ts';

/** Seconds for all transactions, each durable like the product's. */
export async function writeRaw(place: Place, transactions: readonly Transaction[]): Promise<number> {
  return place.databaseUrl === null
    ? writeSqlite(join(place.dataDir, 'flywheel.db'), transactions)
    : writePostgres(place.databaseUrl, transactions);
}

function writeSqlite(file: string, transactions: readonly Transaction[]): number {
  const driver = new SqliteDriver(file);
  driver.pragma('synchronous = FULL');
  const statements = new Map<string, SqliteDriver.Statement>();
  const insert = (table: string, row: Row) => {
    let statement = statements.get(table);
    if (statement === undefined) {
      const names = Object.keys(row);
      statement = driver.prepare(
        `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')}) on conflict do nothing`,
      );
      statements.set(table, statement);
    }
    statement.run(...Object.values(row));
  };
  const startedAt = performance.now();
  for (const transaction of transactions) {
    driver.exec('BEGIN IMMEDIATE');
    for (const [table, rows] of Object.entries(transaction)) for (const row of rows) insert(table, row);
    driver.exec('COMMIT');
  }
  const seconds = (performance.now() - startedAt) / 1000;
  driver.close();
  return seconds;
}

/** One prepared statement a table and transaction, its rows as arrays: a round trip a row would be an easy rival. */
async function writePostgres(url: string, transactions: readonly Transaction[]): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const startedAt = performance.now();
  for (const transaction of transactions) {
    await client.query('begin');
    for (const [table, rows] of Object.entries(transaction)) {
      const [first] = rows;
      if (first === undefined) continue;
      const names = Object.keys(first);
      const types = names.map((name) => typeOf(table, name));
      const arrays = types.map((type, index) => `$${index + 1}::${type}[]`);
      await client.query({
        name: `raw_${table}`,
        text: `insert into ${table} (${names.join(', ')}) select * from unnest(${arrays.join(', ')}) on conflict do nothing`,
        values: names.map((name, index) => rows.map((row) => cellOf(row[name], types[index]))),
      });
    }
    await client.query('commit');
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await client.end();
  return seconds;
}

/** SQLite, where the rows come from, keeps booleans as numbers. */
function cellOf(value: unknown, type: string | undefined): unknown {
  return type === 'boolean' ? value === 1 : value;
}

function typeOf(tableName: string, columnName: string): string {
  const table = Object.values(postgresTables).find((one) => getTableName(one) === tableName);
  if (table === undefined) throw new Error(`There is no table ${tableName}.`);
  const key = columnName.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return shapeOf(table).column(key).type;
}
