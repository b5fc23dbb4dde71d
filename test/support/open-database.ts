/** A database of either kind with its schema and nothing else, for stores that are tried without an app. */

import { join } from 'node:path';
import { connectPostgres } from '../../db/connect-postgres.ts';
import { connectSqlite } from '../../db/connect-sqlite.ts';
import type { Database } from '../../db/database.ts';
import { type Kind, makePlace } from './each-database.ts';

interface OpenedDatabase {
  readonly database: Database;
  /** Of its own, for the files of a test. */
  readonly folder: string;
  /** Removes both. */
  close(): Promise<void>;
}

export async function openDatabase(on: Kind): Promise<OpenedDatabase> {
  const { settings, dataDir: folder, remove } = await makePlace(on);
  const url = settings['DATABASE_URL'];
  const database =
    url === undefined
      ? connectSqlite({ file: join(folder, 'flywheel.db'), migrationsFolder: 'db/migrations/sqlite' })
      : await connectPostgres({ url, migrationsFolder: 'db/migrations/postgres' });
  return {
    database,
    folder,
    async close() {
      await database.close();
      await remove();
    },
  };
}
