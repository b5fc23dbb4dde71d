/** Opens a database of either kind by its place, and brings its schema up to date. */

import { join } from 'node:path';
import { connectPostgres } from './connect-postgres.ts';
import { connectSqlite } from './connect-sqlite.ts';
import type { Database } from './database.ts';
import type { DatabasePlace } from './rows/database-url.ts';

/** Throws what connecting throws. */
export async function openDatabase(
  place: DatabasePlace,
  migrationsFolder: string,
  isRestoring = false,
): Promise<Database> {
  const opening = { migrationsFolder: join(migrationsFolder, place.kind), isRestoring };
  return place.kind === 'sqlite'
    ? connectSqlite({ file: place.file, ...opening })
    : connectPostgres({ url: place.url, ...opening });
}
