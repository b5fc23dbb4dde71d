/** Opens a database below the stores, and asks of either kind what takes more than one query. */

import { AppError } from '../../src/errors.ts';
import { type DatabasePlace, describePlace } from './database-url.ts';
import { quote } from './page-query.ts';
import type { RawDatabase } from './raw-database.ts';
import { openRawPostgres } from './raw-postgres.ts';
import { openRawSqlite } from './raw-sqlite.ts';
import { RowSum, type TableSum } from './row-sum.ts';
import type { TableLayout } from './table-layout.ts';

/** Throws `not_found` or `unavailable` when there is nothing to open; nothing is made or migrated. */
export function openRaw(place: DatabasePlace): Promise<RawDatabase> {
  return place.kind === 'sqlite' ? openRawSqlite(place.file) : openRawPostgres(place.url);
}

/** Count and checksum of a table as it stands. */
export async function sumTable(database: RawDatabase, layout: TableLayout): Promise<TableSum> {
  const sum = new RowSum();
  for await (const rows of database.pages(layout)) sum.add(rows);
  return sum.result();
}

/** Whose key a database is, which a start leaves there though it does nothing else. */
const MASTER_KEYS = 'master_keys';

/** Throws `conflict` when a table has rows already. That Flywheel was started there is no hindrance, and taken away. */
export async function demandEmpty(
  database: RawDatabase,
  place: DatabasePlace,
  layouts: readonly TableLayout[],
): Promise<void> {
  for (const layout of layouts) {
    if (layout.name === MASTER_KEYS) await database.run(`delete from ${quote(MASTER_KEYS)}`);
    if (await database.hasRows(layout))
      throw new AppError(
        'conflict',
        `${describePlace(place)} is not empty: its table ${layout.name} has rows. Name a fresh, empty database, so that nothing is mixed or lost.`,
      );
  }
}
