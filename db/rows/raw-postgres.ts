/** Whole tables of a PostgreSQL database. */

import { Client } from 'pg';
import { AppError } from '../../src/errors.ts';
import { fromCell, type Row, toCell } from './cell.ts';
import { quote, readTable } from './page-query.ts';
import type { RawDatabase } from './raw-database.ts';
import type { CellType, TableLayout } from './table-layout.ts';

const ARRAYS: Readonly<Record<CellType, string>> = {
  text: 'text[]',
  integer: 'bigint[]',
  double: 'double precision[]',
  boolean: 'boolean[]',
  json: 'text[]',
  bytes: 'bytea[]',
};

/** Throws `unavailable` when the server cannot be reached or refuses the login. */
export async function openRawPostgres(url: string): Promise<RawDatabase> {
  const client = await connectRaw(url);
  const has = async (table: string) =>
    (await client.query('select to_regclass($1) is not null as found', [table])).rows[0].found === true;
  return {
    async beginSnapshot() {
      await client.query('begin isolation level repeatable read read only');
      // The moment is that of the first query.
      await client.query('select 1');
    },
    async beginWrite() {
      await client.query('begin');
    },
    async commit() {
      await client.query('commit');
    },
    async schemaVersion() {
      if (!(await has('drizzle.__drizzle_migrations'))) return null;
      const counted = await client.query('select count(*) as n from drizzle.__drizzle_migrations');
      return Number(counted.rows[0].n);
    },
    async sizeBytes() {
      const { rows } = await client.query('select pg_database_size(current_database()) as bytes');
      return Number(rows[0].bytes);
    },
    hasTable: has,
    async hasRows(layout) {
      return ((await client.query(`select 1 from ${quote(layout.name)} limit 1`)).rowCount ?? 0) > 0;
    },
    pages: (layout) => readTable(layout, dialectOf(client, layout)),
    async insert(layout, rows) {
      await client.query(insertStatement(layout), columnsOf(layout, rows));
    },
    run: async (statement) => (await client.query(statement)).rowCount ?? 0,
    close: () => client.end(),
  };
}

/** Throws `unavailable` when the server cannot be reached or refuses the login. */
export async function connectRaw(url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    options: '-c synchronous_commit=on',
  });
  // A connection that breaks fails the query that is under way; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw new AppError(
      'unavailable',
      `The PostgreSQL server cannot be reached or refuses the login (${(cause as Error).message}): check user, password, host and name in the URL.`,
      { cause },
    );
  }
}

function dialectOf(client: Client, { columns }: TableLayout) {
  return {
    placeholder: (n: number) => `$${n}`,
    select: ({ name, type }: TableLayout['columns'][number]) =>
      type === 'json' ? `${quote(name)}::text` : quote(name),
    async fetch(text: string, values: readonly unknown[]) {
      const { rows } = await client.query<unknown[]>({ text, values: [...values], rowMode: 'array' });
      return rows.map((row) => row.map((value, index) => toCell(value, columns[index]!.type)));
    },
  };
}

/** One parameter a column rather than a cell: any number of rows stays below the limit of 65,535 parameters. */
function insertStatement({ name, columns }: TableLayout): string {
  const names = columns.map((column) => quote(column.name)).join(', ');
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${ARRAYS[type]}`).join(', ');
  const cells = columns
    .map(({ type }, index) => (type === 'json' ? `c${index}::jsonb` : `c${index}`))
    .join(', ');
  const aliases = columns.map((_, index) => `c${index}`).join(', ');
  return `insert into ${quote(name)} (${names}) select ${cells} from unnest(${arrays}) as given(${aliases})`;
}

function columnsOf({ columns }: TableLayout, rows: readonly Row[]): unknown[][] {
  return columns.map(({ type }, index) => rows.map((row) => fromCell(row[index] ?? null, type)));
}
