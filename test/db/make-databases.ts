/** For scripts: a migrated database of each kind, on a PostgreSQL server that is there for as long as `work` takes. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, startOwnPostgres } from '../../bench/embedded-postgres.ts';
import type { DatabasePlace } from '../../db/rows/database-url.ts';
import { migratePlace } from '../../db/rows/migrate-place.ts';
import { MIGRATIONS } from './company.ts';

export interface Made {
  readonly sqlite: DatabasePlace & { readonly kind: 'sqlite' };
  readonly postgres: DatabasePlace & { readonly kind: 'postgres' };
}

export async function withMadeDatabases(work: (made: Made) => Promise<void>): Promise<void> {
  const server = await startOwnPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'flywheel-made-'));
  try {
    const { url } = await createDatabase(server.url);
    const made: Made = {
      sqlite: { kind: 'sqlite', file: join(folder, 'made.db') },
      postgres: { kind: 'postgres', url },
    };
    await migratePlace(made.sqlite, MIGRATIONS);
    await migratePlace(made.postgres, MIGRATIONS);
    await work(made);
  } finally {
    await rm(folder, { recursive: true });
    await server.stop();
  }
}
