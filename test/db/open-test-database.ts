/** Runs a contract on each kind of database, every test as a tenant of its own. */

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, inject } from 'vitest';
import { createDatabase } from '../../bench/embedded-postgres.ts';
import { connectPostgres } from '../../db/connect-postgres.ts';
import { connectSqlite } from '../../db/connect-sqlite.ts';
import type { Database, StoreParts } from '../../db/database.ts';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';

interface TestDatabase {
  readonly database: Database;
  /** The same data through connections of its own, as a second process has them. */
  readonly rival: Database;
  close(): Promise<void>;
}

/** A fresh SQLite database in a temporary folder. */
async function openTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'flywheel-db-'));
  const options = { file: join(folder, 'flywheel.db'), migrationsFolder: 'db/migrations/sqlite' };
  const database = connectSqlite(options);
  const rival = connectSqlite(options);
  return {
    database,
    rival,
    async close() {
      await Promise.all([database.close(), rival.close()]);
      await rm(folder, { recursive: true });
    },
  };
}

/** A fresh database on the test run's PostgreSQL server. */
async function openPostgresDatabase(): Promise<TestDatabase> {
  const { url, drop } = await createDatabase(inject('postgresUrl'), inject('postgresTemplate'));
  const options = { url, migrationsFolder: 'db/migrations/postgres' };
  const database = await connectPostgres(options);
  const rival = await connectPostgres(options);
  return {
    database,
    rival,
    async close() {
      await Promise.all([database.close(), rival.close()]);
      await drop();
    },
  };
}

const MASTER_KEY = randomBytes(32);

/** What a store of this tenant is made of. */
function partsOf(database: Database, tenant = 'T1'): StoreParts {
  return { database, tenant, cipher: createFieldCipher(MASTER_KEY, tenant) };
}

const KINDS = [
  { kind: 'SQLite', open: openTestDatabase },
  { kind: 'PostgreSQL', open: openPostgresDatabase },
];

/** What a contract gets: parts of this test's tenant, of the same tenant in a second process, and of a stranger. */
interface Stage {
  parts(): StoreParts;
  rival(): StoreParts;
  stranger(): StoreParts;
}

export function describeOnEachDatabase(name: string, define: (stage: Stage) => void): void {
  describe.each(KINDS)(`${name} on $kind`, ({ open }) => {
    let opened: TestDatabase;
    let test = 0;
    beforeAll(async () => {
      opened = await open();
    });
    beforeEach(() => {
      test += 1;
    });
    afterAll(() => opened.close());
    define({
      parts: () => partsOf(opened.database, `T${test}`),
      rival: () => partsOf(opened.rival, `T${test}`),
      stranger: () => partsOf(opened.database, `S${test}`),
    });
  });
}
