/** Opens the database of a bench below the stores, to count what is in it. */

import { join } from 'node:path';
import { connectPostgres } from '../../db/connect-postgres.ts';
import { connectSqlite } from '../../db/connect-sqlite.ts';
import type { Database } from '../../db/database.ts';
import { packageRoot } from '../../src/config.ts';

export interface Place {
  /** Null for SQLite. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

export async function openDatabase({ databaseUrl, dataDir }: Place): Promise<Database> {
  const migrations = join(packageRoot(), 'db/migrations');
  return databaseUrl === null
    ? connectSqlite({ file: join(dataDir, 'flywheel.db'), migrationsFolder: join(migrations, 'sqlite') })
    : connectPostgres({ url: databaseUrl, migrationsFolder: join(migrations, 'postgres') });
}
