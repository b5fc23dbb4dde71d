/** Refuses a database that this program must not work on, before anything is changed in it. */

import type { Database as SqliteFile } from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { PoolClient } from 'pg';
import { AppError } from '../src/errors.ts';

interface Standing {
  /** As it is told to people. */
  readonly name: string;
  /** Of each migration that was done in it, the time that it was made at, by which drizzle knows it. */
  readonly migrations: readonly number[];
}

/** Throws `conflict` when a newer program brought it up to date: this one does not know what it wrote there. */
export function refuseUnreadySqlite(file: SqliteFile, migrationsFolder: string): void {
  const isNew =
    file.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get() === undefined;
  if (isNew) return;
  const made = file.prepare('select created_at from __drizzle_migrations').pluck().all();
  refuseUnready({ name: file.name, migrations: made.map(Number) }, migrationsFolder);
}

/** As `refuseUnreadySqlite`. */
export async function refuseUnreadyPostgres(client: PoolClient, migrationsFolder: string): Promise<void> {
  const { rows: tables } = await client.query(
    "select 1 where to_regclass('drizzle.__drizzle_migrations') is not null",
  );
  if (tables.length === 0) return;
  const { rows } = await client.query('select created_at from drizzle.__drizzle_migrations');
  const migrations = rows.map((row) => Number(row.created_at));
  refuseUnready({ name: 'The database', migrations }, migrationsFolder);
}

function refuseUnready({ name, migrations }: Standing, migrationsFolder: string): void {
  const known = new Set(readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis));
  if (migrations.every((made) => known.has(made))) return;
  throw new AppError(
    'conflict',
    `${name} was brought up to date by a newer version of Flywheel than this one: start that version, or restore a backup of before into a fresh place. Nothing was changed.`,
  );
}
