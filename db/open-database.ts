/** Opens a database of either kind by its place, and brings its schema up to date. */

import { join } from 'node:path';
import { connectPostgres } from './connect-postgres.ts';
import { connectSqlite } from './connect-sqlite.ts';
import type { Database } from './database.ts';
import type { DatabasePlace } from './rows/database-url.ts';

interface Opening {
  readonly isRestoring?: boolean;
  /** Where it is a server, at most. */
  readonly connections?: number | undefined;
  /** And how long its answers are waited for. */
  readonly answerMs?: number | undefined;
}

/** Throws what connecting throws. */
export async function openDatabase(
  place: DatabasePlace,
  migrationsFolder: string,
  { isRestoring = false, connections, answerMs }: Opening = {},
): Promise<Database> {
  const opening = { migrationsFolder: join(migrationsFolder, place.kind), isRestoring };
  if (place.kind === 'sqlite') return connectSqlite({ file: place.file, ...opening });
  const pool = {
    ...(connections === undefined ? {} : { connections }),
    ...(answerMs === undefined ? {} : { answerMs }),
  };
  return connectPostgres({ url: place.url, ...opening, ...pool });
}
