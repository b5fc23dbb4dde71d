/** A process of its own that opens a database when told, holds a write transaction for a while, and says how it went. */

import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { connectSqlite } from '../../db/connect-sqlite.ts';

interface Task {
  readonly file: string;
  readonly startAt: number;
  readonly holdMs: number;
}

process.once('message', async ({ file, startAt, holdMs }: Task) => {
  while (Date.now() < startAt);
  try {
    const database = connectSqlite({ file, migrationsFolder: 'db/migrations/sqlite' });
    await database.write(async (connection) => {
      const row = { tenant: 'T1', id: `p${process.pid}`, updatedAt: 1 };
      await connection.insert(database.tables.products).values(row);
      process.send?.('writing');
      await wait(holdMs);
    });
    await database.close();
    process.send?.('done', () => process.disconnect());
  } catch (error) {
    process.send?.(String(error), () => process.disconnect());
  }
});
process.send?.('ready');
