/** The connection that stores events waits for the disk, whatever the database would do by itself. */

import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { expect, it } from 'vitest';
import { connectSqlite } from '../../db/connect-sqlite.ts';
import type { Connection } from '../../db/database.ts';
import { freshFolder, freshUrl, openUrl } from './fresh-place.ts';

it('on SQLite by full synchronisation', async () => {
  const database = connectSqlite({
    file: `${freshFolder()}/flywheel.db`,
    migrationsFolder: 'db/migrations/sqlite',
  });
  const asked = await database.write(async (connection) =>
    (connection as unknown as { all(query: unknown): unknown }).all(sql`pragma synchronous`),
  );
  // FULL, by the documentation of the pragma.
  expect(asked).toEqual([{ synchronous: 2 }]);
  await database.close();
});

it('on PostgreSQL, though the database is set to answer before', async () => {
  const url = await freshUrl('PostgreSQL');
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(`alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = off`);
  await admin.end();
  const database = await openUrl(url);
  const show = (connection: Connection) => connection.execute(sql`show synchronous_commit`);
  expect(await database.write(show)).toMatchObject({ rows: [{ synchronous_commit: 'on' }] });
});
