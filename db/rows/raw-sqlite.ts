/** Whole tables of a SQLite file. */

import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import SqliteDriver from 'better-sqlite3';
import { AppError } from '../../src/errors.ts';
import { fromCell, toCell } from './cell.ts';
import { quote, readTable } from './page-query.ts';
import type { RawDatabase } from './raw-database.ts';
import type { TableLayout } from './table-layout.ts';

const LOCK_PATIENCE_MS = 30_000;

/** Throws `not_found` when there is no such file, `unavailable` when it cannot be opened. */
export async function openRawSqlite(file: string): Promise<RawDatabase> {
  const driver = openFile(file);
  const has = (table: string) =>
    driver.prepare('select 1 from sqlite_master where name = ?').get(table) !== undefined;
  return {
    async beginSnapshot() {
      driver.exec('BEGIN');
      // The moment is that of the first read.
      driver.prepare('select count(*) from sqlite_master').get();
    },
    async beginWrite() {
      driver.exec('BEGIN IMMEDIATE');
    },
    async commit() {
      driver.exec('COMMIT');
    },
    async schemaVersion() {
      if (!has('__drizzle_migrations')) return null;
      return driver.prepare('select count(*) from __drizzle_migrations').pluck().get() as number;
    },
    async sizeBytes() {
      const number = (name: string) => Number(driver.pragma(name, { simple: true }));
      return number('page_count') * number('page_size');
    },
    hasTable: async (name) => has(name),
    async hasRows(layout) {
      return driver.prepare(`select 1 from ${quote(layout.name)} limit 1`).get() !== undefined;
    },
    pages: (layout) => readTable(layout, dialectOf(driver, layout)),
    async insert(layout, rows) {
      const marks = layout.columns.map(() => '?').join(', ');
      const names = layout.columns.map(({ name }) => quote(name)).join(', ');
      const insert = driver.prepare(`insert into ${quote(layout.name)} (${names}) values (${marks})`);
      for (const row of rows)
        insert.run(row.map((cell, index) => bind(fromCell(cell, layout.columns[index]!.type))));
      await nextTurn();
    },
    run: async (statement) => driver.prepare(statement).run().changes,
    async close() {
      driver.close();
    },
  };
}

function openFile(file: string): SqliteDriver.Database {
  if (!existsSync(file))
    throw new AppError('not_found', `There is no database ${file}: check the path, taken from this folder.`);
  try {
    const driver = new SqliteDriver(file, { fileMustExist: true, timeout: LOCK_PATIENCE_MS });
    driver.pragma('synchronous = FULL');
    return driver;
  } catch (cause) {
    throw new AppError('unavailable', `${file} cannot be opened: ${(cause as Error).message}.`, { cause });
  }
}

function dialectOf(driver: SqliteDriver.Database, { columns }: TableLayout) {
  return {
    placeholder: () => '?',
    select: ({ name }: TableLayout['columns'][number]) => quote(name),
    async fetch(sql: string, values: readonly unknown[]) {
      const rows = driver
        .prepare(sql)
        .raw()
        .all(...values) as unknown[][];
      // The driver answers at once; whoever writes meanwhile gets a turn here.
      await nextTurn();
      return rows.map((row) => row.map((value, index) => toCell(value, columns[index]!.type)));
    },
  };
}

/** SQLite knows no booleans. */
function bind<T>(value: T): T | number {
  return typeof value === 'boolean' ? Number(value) : value;
}
