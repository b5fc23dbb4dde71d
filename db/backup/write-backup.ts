/**
 * Backs up a running system: data and models in one folder, the keys to them in another.
 *
 * The same format for both databases, row by row from one snapshot, rather than SQLite's own copy of the file: that copy
 * would hold the contacts' keys beside what they open, and for a while the pages of keys that were deleted; a forgotten
 * contact could then be read from any old backup. This one leaves the keys out, can be restored on either database, and is
 * proved row by row. It reads about a hundred thousand rows a second while others write.
 */

import { cp, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatabasePlace } from '../rows/database-url.ts';
import { newestVersion } from '../rows/migrate-place.ts';
import { openRaw } from '../rows/open-raw.ts';
import type { RawDatabase } from '../rows/raw-database.ts';
import { listLayouts, type TableLayout } from '../rows/table-layout.ts';
import { finishDraft, keepNewest, listFiles, openDraft, writeDurably } from './backup-files.ts';
import { demandRoom, type FreeBytes, sizeOf, sizeOfNewest } from './keep-room.ts';
import type { Manifest } from './manifest.ts';
import { tableFile, writeTable } from './table-file.ts';

/** A week of mornings. */
const DATA_KEPT = 7;
/** Fewer, since a contact is forgotten only when the last backup of its key is gone: two days later. */
const KEYS_KEPT = 2;
const KEY_TABLE = 'contact_keys';
export const BACKUP_PREFIXES = { data: 'flywheel-data-', keys: 'flywheel-keys-' } as const;
export const MASTER_KEY_FILE = 'master.key';

export interface BackupRequest {
  readonly place: DatabasePlace;
  readonly migrationsFolder: string;
  readonly modelsFolder: string;
  /** Where backups of data and of keys are put; different disks, best of all. */
  readonly to: string;
  readonly keysTo: string;
  readonly createdAt: number;
  readonly keyFingerprint: string;
  /** Null when the master key comes from the environment: whoever keeps it there has it. */
  readonly masterKeyFile: string | null;
  readonly freeBytes: FreeBytes;
  readonly signal: AbortSignal;
  readonly onProgress?: (table: string, rows: number) => void;
}

export interface BackupResult {
  readonly data: string;
  readonly keys: string;
  readonly rows: number;
  readonly modelFiles: number;
  /** Backups that bear a later time than this one: a restore would take them for the newest. */
  readonly datedLater: readonly string[];
}

/**
 * Both backups are of the same moment, appear whole or not at all, and only then are the oldest removed. A killed backup
 * leaves nothing that looks like one, and what it leaves is removed by the next. Throws `unavailable` when the database cannot
 * be read, or when the disk would be left without its reserve.
 */
export async function writeBackup(request: BackupRequest): Promise<BackupResult> {
  const time = new Date(request.createdAt).toISOString().replaceAll(/[:.]/g, '-');
  const [dataName, keysName] = [`${BACKUP_PREFIXES.data}${time}`, `${BACKUP_PREFIXES.keys}${time}`];
  const database = await openRaw(request.place);
  const drafts: string[] = [];
  try {
    for (const [folder, name] of [
      [request.to, dataName],
      [request.keysTo, keysName],
    ] as const)
      drafts.push(await openDraft(folder, name));
    const [data, keys] = drafts as [string, string];
    await demandRoom(request.to, await expectBytes(database, request), request.freeBytes);
    await database.beginSnapshot();
    const written = await fillDrafts(database, request, { data, keys });
    // Keys first: data without keys would be worth nothing.
    const finishedKeys = await finishDraft(keys, keysName, manifestOf(request, 'keys', written.keyTables));
    const finishedData = await finishDraft(data, dataName, manifestOf(request, 'data', written.dataTables));
    const datedLater = await keepSome(request, dataName, keysName);
    const rows = [...written.dataTables, ...written.keyTables].reduce((sum, table) => sum + table.rows, 0);
    return { data: finishedData, keys: finishedKeys, rows, modelFiles: written.modelFiles, datedLater };
  } finally {
    for (const draft of drafts) await rm(draft, { recursive: true, force: true });
    await database.close();
  }
}

/** About as much as the last one; for the first the database itself, which with its indexes is rather larger. */
async function expectBytes(database: RawDatabase, { to, modelsFolder }: BackupRequest): Promise<number> {
  const newest = await sizeOfNewest(to, BACKUP_PREFIXES.data);
  return newest ?? (await database.sizeBytes()) + (await sizeOf(modelsFolder));
}

async function keepSome({ to, keysTo }: BackupRequest, dataName: string, keysName: string) {
  const data = { prefix: BACKUP_PREFIXES.data, finished: dataName, count: DATA_KEPT };
  const keys = { prefix: BACKUP_PREFIXES.keys, finished: keysName, count: KEYS_KEPT };
  return [...(await keepNewest(to, data)), ...(await keepNewest(keysTo, keys))];
}

async function fillDrafts(
  database: RawDatabase,
  request: BackupRequest,
  { data, keys }: { readonly data: string; readonly keys: string },
) {
  const layouts = listLayouts();
  const isKeys = ({ name }: TableLayout) => name === KEY_TABLE;
  const keyTables = await writeTables(database, request, { draft: keys, layouts: layouts.filter(isKeys) });
  const dataTables = await writeTables(database, request, {
    draft: data,
    layouts: layouts.filter((layout) => !isKeys(layout)),
  });
  const modelFiles = await copyModels(request, data);
  if (request.masterKeyFile !== null)
    await writeDurably(join(keys, MASTER_KEY_FILE), await readFile(request.masterKeyFile));
  return { dataTables, keyTables, modelFiles };
}

function manifestOf(
  { createdAt, keyFingerprint, migrationsFolder }: BackupRequest,
  kind: Manifest['kind'],
  tables: Manifest['tables'],
): Omit<Manifest, 'files'> {
  return {
    format: 1,
    kind,
    createdAt,
    schemaVersion: newestVersion(migrationsFolder),
    keyFingerprint,
    tables,
  };
}

interface Part {
  readonly draft: string;
  readonly layouts: readonly TableLayout[];
}

async function writeTables(
  database: RawDatabase,
  { signal, onProgress, freeBytes }: BackupRequest,
  { draft, layouts }: Part,
): Promise<Manifest['tables']> {
  const tables: Manifest['tables'] = [];
  for (const layout of layouts) {
    const sum = await writeTable(database, {
      ...{ layout, signal, file: join(draft, tableFile(layout.name)) },
      demandRoom: () => demandRoom(draft, 0, freeBytes),
    });
    onProgress?.(layout.name, sum.rows);
    tables.push({ name: layout.name, columns: [...layout.columns], key: [...layout.key], ...sum });
  }
  return tables;
}

/** Runs are renamed into place when they are whole; one that is removed meanwhile is of no run that is still used. */
async function copyModels({ modelsFolder: from, freeBytes }: BackupRequest, draft: string): Promise<number> {
  const to = join(draft, 'models');
  const files = (await listFiles(from)).filter((path) => !path.startsWith('.'));
  let copied = 0;
  for (const path of files) {
    await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 });
    const isThere = await copyFile(join(from, path), join(to, path), { draft, freeBytes }).then(
      () => true,
      isMissing,
    );
    if (isThere) copied += 1;
  }
  return copied;
}

interface Copying {
  readonly draft: string;
  readonly freeBytes: FreeBytes;
}

async function copyFile(from: string, to: string, { draft, freeBytes }: Copying): Promise<void> {
  await demandRoom(draft, (await stat(from)).size, freeBytes);
  await cp(from, to);
}

function isMissing(cause: NodeJS.ErrnoException): false {
  if (cause.code === 'ENOENT') return false;
  throw cause;
}
