/** Refuses a database that this program must not work on, before anything is changed in it. */

import type { Database as SqliteFile } from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { PoolClient } from 'pg';
import { AppError } from '../src/errors.ts';

/** A table that stands in a database from the moment that a backup's rows do until nothing of them can be sent again. */
export const RESTORE_MARK = 'restore_under_way';

export interface Opening {
  readonly migrationsFolder: string;
  /** Only whoever restores may open what is half restored. */
  readonly isRestoring?: boolean;
}

interface Standing {
  /** As it is told to people. */
  readonly name: string;
  /** Of each migration that was done in it, the time that it was made at, by which drizzle knows it. */
  readonly migrations: readonly number[];
  readonly isHalfRestored: boolean;
}

/**
 * Throws `conflict` when a restore into it was cut off, before what may have been sent since the backup was held back; and
 * when a newer program brought it up to date, since this one does not know what was written there.
 */
export function refuseUnreadySqlite(file: SqliteFile, opening: Opening): void {
  const has = (table: string) =>
    file.prepare('select 1 from sqlite_master where name = ?').get(table) !== undefined;
  if (!has('__drizzle_migrations')) return;
  const made = file.prepare('select created_at from __drizzle_migrations').pluck().all();
  const isHalfRestored = has(RESTORE_MARK);
  refuseUnready({ name: file.name, migrations: made.map(Number), isHalfRestored }, opening);
}

/** As `refuseUnreadySqlite`. */
export async function refuseUnreadyPostgres(client: PoolClient, opening: Opening): Promise<void> {
  const has = async (table: string) =>
    (await client.query('select to_regclass($1) is not null as found', [table])).rows[0].found === true;
  if (!(await has('drizzle.__drizzle_migrations'))) return;
  const { rows } = await client.query('select created_at from drizzle.__drizzle_migrations');
  const migrations = rows.map((row) => Number(row.created_at));
  refuseUnready({ name: 'The database', migrations, isHalfRestored: await has(RESTORE_MARK) }, opening);
}

function refuseUnready(
  { name, migrations, isHalfRestored }: Standing,
  { migrationsFolder, isRestoring = false }: Opening,
): void {
  if (isHalfRestored && !isRestoring) throw halfRestored(name);
  const known = new Set(readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis));
  if (migrations.every((made) => known.has(made))) return;
  throw new AppError(
    'conflict',
    `${name} was brought up to date by a newer version of Flywheel than this one: start that version, or restore a backup of before into a fresh place. Nothing was changed.`,
  );
}

export function halfRestored(name: string): AppError {
  return new AppError(
    'conflict',
    `${name} holds a restore that was cut off, and could send again what was sent since the backup: remove it, and restore once more into a fresh place.`,
  );
}
