/** Moves a company from one database to another, and proves that all of it arrived. */

import { AppError } from '../src/errors.ts';
import { halfRestored, RESTORE_MARK } from './refuse-unready.ts';
import { type DatabasePlace, describePlace, parseDatabaseUrl } from './rows/database-url.ts';
import { migratePlace, newestVersion } from './rows/migrate-place.ts';
import { demandEmpty, openRaw, sumTable } from './rows/open-raw.ts';
import type { RawDatabase } from './rows/raw-database.ts';
import { RowSum, type TableSum } from './rows/row-sum.ts';
import { listLayouts, type TableLayout } from './rows/table-layout.ts';

export interface CopyOptions {
  /** `sqlite:./data/flywheel.db` or `postgres://...` */
  readonly from: string;
  readonly to: string;
  readonly migrationsFolder: string;
  /** Told after each batch, with the rows of the table so far. */
  readonly onProgress?: (table: string, rows: number) => void;
}

export interface CopyResult {
  readonly rows: number;
  /** Of each table, the same on both sides. */
  readonly tables: Readonly<Record<string, TableSum>>;
}

/**
 * Copies every table as of one moment, in one transaction of the target, in which each table is read again and its count
 * and checksum compared. So a target holds all or nothing: after a kill, run it again. Stop Flywheel first, since what
 * the source is told later is not copied. Throws `not_found` or `unavailable` when a side cannot be opened, `invalid`
 * when the source is of another version, `conflict` when a restore into it was cut off, the target is not empty or a table
 * differs.
 */
export async function copyDatabase(options: CopyOptions): Promise<CopyResult> {
  const { migrationsFolder } = options;
  const places = { from: parseDatabaseUrl(options.from), to: parseDatabaseUrl(options.to) };
  if (describePlace(places.from) === describePlace(places.to))
    throw new AppError('invalid', '--from and --to name the same database: name another one to copy to.');
  const source = await openRaw(places.from);
  try {
    await source.beginSnapshot();
    // No table of the schema, so the copy would stand there without it, and be sent from.
    if (await source.hasTable(RESTORE_MARK)) throw halfRestored(describePlace(places.from));
    refuseOtherVersion(await source.schemaVersion(), newestVersion(migrationsFolder), places.from);
    await migratePlace(places.to, migrationsFolder);
    const target = await openRaw(places.to);
    try {
      return await copyTables(source, target, { ...options, to: places.to });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function refuseOtherVersion(version: number | null, newest: number, place: DatabasePlace): void {
  if (version === newest) return;
  const name = describePlace(place);
  if (version === null) throw new AppError('invalid', `${name} is no database of Flywheel: check --from.`);
  throw new AppError(
    'invalid',
    version < newest
      ? `${name} is of an older version of Flywheel: start this one on it once, then copy.`
      : `${name} is of a newer version of Flywheel: copy with that version.`,
  );
}

type Copying = Pick<CopyOptions, 'onProgress'> & { readonly to: DatabasePlace };

async function copyTables(
  source: RawDatabase,
  target: RawDatabase,
  { onProgress, to }: Copying,
): Promise<CopyResult> {
  const layouts = listLayouts();
  const tables: Record<string, TableSum> = {};
  await target.beginWrite();
  await demandEmpty(target, to, layouts);
  for (const layout of layouts)
    tables[layout.name] = await copyTable(source, target, {
      layout,
      onRows: (rows) => onProgress?.(layout.name, rows),
    });
  await target.commit();
  return { rows: Object.values(tables).reduce((sum, { rows }) => sum + rows, 0), tables };
}

interface TableCopy {
  readonly layout: TableLayout;
  readonly onRows: (rows: number) => void;
}

async function copyTable(
  source: RawDatabase,
  target: RawDatabase,
  { layout, onRows }: TableCopy,
): Promise<TableSum> {
  const sum = new RowSum();
  for await (const rows of source.pages(layout)) {
    await target.insert(layout, rows);
    sum.add(rows);
    onRows(sum.result().rows);
  }
  const [read, written] = [sum.result(), await sumTable(target, layout)];
  if (read.rows !== written.rows || read.checksum !== written.checksum)
    throw new AppError(
      'conflict',
      `Table ${layout.name} does not arrive as it is: ${read.rows} rows (${read.checksum}) were read and ${written.rows} (${written.checksum}) written. Nothing was kept in the target; look for what changes rows there, such as a trigger.`,
    );
  return read;
}
