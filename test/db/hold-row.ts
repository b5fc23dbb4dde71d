/** A process of its own that changes a row of a PostgreSQL database and leaves the transaction open until it is told to go on. */

import process from 'node:process';
import { connectPostgres } from '../../db/connect-postgres.ts';
import { AppError } from '../../src/errors.ts';

interface Task {
  readonly url: string;
  readonly idleTransactionMs: number;
}

process.once('message', async ({ url, idleTransactionMs }: Task) => {
  const migrationsFolder = 'db/migrations/postgres';
  const database = await connectPostgres({ url, migrationsFolder, idleTransactionMs });
  const { products } = database.tables;
  const goOn = new Promise<void>((resolve) => process.once('message', () => resolve()));
  const change = (meanwhile: Promise<void> | null) =>
    database.write(async (connection) => {
      await connection.update(products).set({ name: 'ours' });
      if (meanwhile === null) return;
      process.send?.('holding');
      await meanwhile;
      await connection.update(products).set({ name: 'ours' });
    });
  const first = await change(goOn).then(
    () => 'committed',
    (fault) => (fault instanceof AppError ? fault.code : String(fault)),
  );
  const second = await change(null).then(() => 'committed', String);
  await database.close();
  process.send?.([first, second], () => process.disconnect());
});
process.send?.('ready');
