/** Restores a backup into an empty database of either kind, and proves that it is the one that was made. */

import { cp, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../src/errors.ts';
import { RESTORE_MARK } from '../refuse-unready.ts';
import { type DatabasePlace, describePlace } from '../rows/database-url.ts';
import { migratePlace, newestVersion } from '../rows/migrate-place.ts';
import { demandEmpty, openRaw, sumTable } from '../rows/open-raw.ts';
import type { RawDatabase } from '../rows/raw-database.ts';
import { RowSum } from '../rows/row-sum.ts';
import { listFiles } from './backup-files.ts';
import type { Manifest } from './manifest.ts';
import type { Verified } from './open-backup.ts';
import { readTableFile, tableFile } from './table-file.ts';

export interface RestoreRequest {
  readonly data: Verified;
  readonly keys: Verified;
  readonly place: DatabasePlace;
  readonly migrationsFolder: string;
  readonly onProgress?: (table: string, rows: number) => void;
}

/** Throws `invalid` when the keys are of another Flywheel or too old, or either backup is of a newer version. */
export function refuseUnfit(data: Verified, keys: Verified, migrationsFolder: string): void {
  if (data.manifest.keyFingerprint !== keys.manifest.keyFingerprint)
    throw new AppError(
      'invalid',
      `The keys in ${keys.folder} are not those of ${data.folder}: they were made with another master key. Name the keys of the same Flywheel.`,
    );
  if (keys.manifest.createdAt < data.manifest.createdAt)
    throw new AppError(
      'invalid',
      `The keys in ${keys.folder} are older than the data in ${data.folder}, so contacts that came between could not be opened. Name keys of the same time or later.`,
    );
  if (Math.max(data.manifest.schemaVersion, keys.manifest.schemaVersion) > newestVersion(migrationsFolder))
    throw new AppError(
      'invalid',
      'The backup was made by a newer version of Flywheel: restore it with that one.',
    );
}

/**
 * Writes all tables at the schema version of the backup, compares counts and checksums of what the database then holds
 * with the manifest, and brings the schema up to date. Data and keys of one version land together or not at all.
 * Throws `conflict` when the database is not empty, `invalid` when a table differs from the manifest. Until `openToAll`
 * nobody else can open it: it would send again what was sent since the backup.
 */
export async function restoreTables(request: RestoreRequest): Promise<{ readonly rows: number }> {
  const { data, keys, migrationsFolder, place } = request;
  const isOneVersion = data.manifest.schemaVersion === keys.manifest.schemaVersion;
  let rows = 0;
  for (const step of isOneVersion ? [[data, keys]] : [[data], [keys]])
    rows += await restoreStep(request, step);
  await migratePlace(place, migrationsFolder, { isRestoring: true });
  return { rows };
}

/** The last step: from here on Flywheel may be started on it. */
export async function openToAll(place: DatabasePlace): Promise<void> {
  const database = await openRaw(place);
  try {
    await database.run(`drop table ${RESTORE_MARK}`);
  } finally {
    await database.close();
  }
}

async function restoreStep(request: RestoreRequest, backups: readonly Verified[]): Promise<number> {
  const { place } = request;
  await migrateTo(backups[0]?.manifest.schemaVersion, request);
  const database = await openRaw(place);
  try {
    await database.beginWrite();
    await demandEmpty(
      database,
      place,
      backups.flatMap(({ manifest }) => manifest.tables),
    );
    await database.run(`create table if not exists ${RESTORE_MARK} (since bigint)`);
    let rows = 0;
    for (const backup of backups)
      for (const table of backup.manifest.tables) {
        await restoreTable(database, backup.folder, table);
        request.onProgress?.(table.name, table.rows);
        rows += table.rows;
      }
    await database.commit();
    return rows;
  } finally {
    await database.close();
  }
}

/** An empty database that was brought up to date already has no room for the rows of an older version. */
async function migrateTo(version: number | undefined, { place, migrationsFolder }: RestoreRequest) {
  await migratePlace(place, migrationsFolder, { version, isRestoring: true }).catch((cause) => {
    if (!(cause instanceof AppError && cause.code === 'conflict')) throw cause;
    throw new AppError(
      'conflict',
      `${describePlace(place)} is of a newer version than the backup: name a database in which Flywheel was never started.`,
      { cause },
    );
  });
}

async function restoreTable(
  database: RawDatabase,
  folder: string,
  table: Manifest['tables'][number],
): Promise<void> {
  const read = new RowSum();
  for await (const rows of readTableFile(join(folder, tableFile(table.name)))) {
    await database.insert(table, rows);
    read.add(rows);
  }
  for (const found of [read.result(), await sumTable(database, table)])
    if (found.rows !== table.rows || found.checksum !== table.checksum)
      throw new AppError(
        'invalid',
        `Table ${table.name} is not what was backed up: ${found.rows} rows instead of ${table.rows}, or others. Nothing was restored; use another backup.`,
      );
}

/** Puts the models back; gives how many files. Throws `conflict` when there are some already. */
export async function restoreModels({ folder }: Verified, modelsFolder: string): Promise<number> {
  await refuseModels(modelsFolder);
  const files = (await listFiles(folder)).filter((path) => path.startsWith('models/'));
  for (const path of files) {
    const place = join(modelsFolder, path.slice('models/'.length));
    await mkdir(dirname(place), { recursive: true });
    await cp(join(folder, path), place);
  }
  return files.length;
}

export async function refuseModels(modelsFolder: string): Promise<void> {
  if ((await readdir(modelsFolder).catch(() => [])).length === 0) return;
  throw new AppError(
    'conflict',
    `${modelsFolder} holds models already: name a fresh, empty place to restore to.`,
  );
}
