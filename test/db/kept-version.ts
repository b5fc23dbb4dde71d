/** Schema versions that are kept as SQL: how they are written and brought back. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { Client } from 'pg';
import type { Cell } from '../../db/rows/cell.ts';
import type { DatabasePlace } from '../../db/rows/database-url.ts';
import { openRaw } from '../../db/rows/open-raw.ts';
import { quote } from '../../db/rows/page-query.ts';
import { type CellType, listLayouts, type TableLayout } from '../../db/rows/table-layout.ts';
import { MIGRATIONS } from './company.ts';

type Kind = DatabasePlace['kind'];

/** "FLYW", as db/connect-sqlite.ts writes it: a file without it is taken for another program's. */
const APPLICATION_ID = 0x464c5957;

/** The migrations there are, oldest first. */
export function listTags(kind: Kind): readonly string[] {
  const journal = JSON.parse(readFileSync(join(MIGRATIONS, kind, 'meta', '_journal.json'), 'utf8'));
  return journal.entries.map(({ tag }: { readonly tag: string }) => tag);
}

export function versionFile(kind: Kind, tag: string): string {
  return `test/db/versions/${tag}.${kind}.sql`;
}

/** Brings a kept version back into an empty database. */
export async function loadVersion(place: DatabasePlace, tag: string): Promise<void> {
  const sql = readFileSync(versionFile(place.kind, tag), 'utf8');
  if (place.kind === 'postgres') return inClient(place.url, async (client) => void (await client.query(sql)));
  const driver = new SqliteDriver(place.file);
  driver.pragma(`application_id = ${APPLICATION_ID}`);
  driver.exec(sql);
  driver.close();
}

interface Done {
  readonly hash: string;
  readonly created_at: number;
}

/** The migrations that a database has seen: by hash, so that one that was edited since is noticed. */
export async function readMigrationsDone(place: DatabasePlace): Promise<readonly Done[]> {
  if (place.kind === 'postgres') {
    let rows: Done[] = [];
    await inClient(place.url, async (client) => {
      rows = (await client.query(`select hash, created_at from ${DONE.postgres.table} order by created_at`))
        .rows;
    });
    return rows;
  }
  const driver = new SqliteDriver(place.file, { readonly: true });
  const rows = driver.prepare(`select hash, created_at from ${DONE.sqlite.table} order by created_at`).all();
  driver.close();
  return rows as Done[];
}

const DONE = {
  sqlite: {
    table: '__drizzle_migrations',
    create:
      'create table __drizzle_migrations (id integer primary key, hash text not null, created_at numeric);',
  },
  postgres: {
    table: 'drizzle.__drizzle_migrations',
    create:
      'create schema drizzle;\ncreate table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);',
  },
};

export async function dumpMigrationsDone(place: DatabasePlace): Promise<string> {
  const { table, create } = DONE[place.kind];
  const rows = (await readMigrationsDone(place)).map(
    ({ hash, created_at }) => `insert into ${table} (hash, created_at) values ('${hash}', ${created_at});\n`,
  );
  return `${create}\n${rows.join('')}`;
}

export async function dumpRows(place: DatabasePlace): Promise<string> {
  const database = await openRaw(place);
  let sql = '';
  for (const layout of listLayouts())
    for await (const rows of database.pages(layout))
      sql += rows.map((row) => insertOf(layout, row, place.kind)).join('');
  await database.close();
  return sql;
}

function insertOf({ name, columns }: TableLayout, row: readonly Cell[], kind: Kind): string {
  const names = columns.map((column) => quote(column.name)).join(', ');
  const values = row.map((cell, index) => literalOf(cell, columns[index]!.type, kind)).join(', ');
  return `insert into ${quote(name)} (${names}) values (${values});\n`;
}

function literalOf(cell: Cell, type: CellType, kind: Kind): string {
  if (cell === null) return 'null';
  if (type === 'bytes') {
    const hex = Buffer.from(String(cell), 'base64').toString('hex');
    return kind === 'sqlite' ? `x'${hex}'` : `'\\x${hex}'`;
  }
  if (typeof cell === 'boolean') return kind === 'sqlite' ? String(Number(cell)) : String(cell);
  return typeof cell === 'number' ? String(cell) : `'${cell.replaceAll("'", "''")}'`;
}

async function inClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
