/** A process of its own that opens a database when told, may hold a write transaction until it is told again, and says how it went. */

import process from 'node:process';
import { connectSqlite } from '../../db/connect-sqlite.ts';

interface Task {
  readonly file: string;
  readonly startAt: number;
  /** Until it is told to let go. */
  readonly isToHold: boolean;
}

process.once('message', async ({ file, startAt, isToHold }: Task) => {
  while (Date.now() < startAt);
  try {
    const database = connectSqlite({ file, migrationsFolder: 'db/migrations/sqlite' });
    await database.write(async (connection) => {
      const row = { tenant: 'T1', id: `p${process.pid}`, updatedAt: 1 };
      await connection.insert(database.tables.products).values(row);
      const told = isToHold ? new Promise((resolve) => process.once('message', resolve)) : null;
      process.send?.('writing');
      await told;
    });
    await database.close();
    process.send?.('done', () => process.disconnect());
  } catch (error) {
    process.send?.(String(error), () => process.disconnect());
  }
});
process.send?.('ready');
