/** Wires keys, folders and databases for what is done to all data at once: copied, backed up, restored. */

import { existsSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type BackupResult, MASTER_KEY_FILE, writeBackup } from '../db/backup/write-backup.ts';
import { type CopyResult, copyDatabase } from '../db/copy-database.ts';
import { type DeletedTenant, deleteTenant } from '../db/delete-tenant.ts';
import { type RestoreResult, restoreDatabase } from '../db/restore-database.ts';
import { type DatabasePlace, parseDatabaseUrl } from '../db/rows/database-url.ts';
import { createDiskSpace } from './adapters/files/disk-space.ts';
import { type Config, packageRoot } from './config.ts';
import { AppError } from './errors.ts';
import { createFieldCipher } from './privacy/encrypt-field.ts';
import { keepMasterKey } from './privacy/keep-master-key.ts';
import { loadMasterKey } from './privacy/master-key.ts';
import { fingerprintOf, keepFingerprint } from './privacy/recognise-key.ts';
import { TENANT } from './tenant.ts';

export type Progress = (table: string, rows: number) => void;

/** Throws what `copyDatabase` throws. */
export function copy(from: string, to: string, onProgress: Progress): Promise<CopyResult> {
  return copyDatabase({ from, to, migrationsFolder: migrationsFolder(), onProgress });
}

export interface BackUpRequest {
  readonly config: Config;
  /** Folders; `backups` and `backups-keys` in the data folder unless told. */
  readonly to?: string;
  readonly keysTo?: string;
  readonly now: number;
  readonly signal: AbortSignal;
  readonly onProgress: Progress;
}

/** Throws what `writeBackup` throws. */
export function backUp({ config, to, keysTo, now, ...how }: BackUpRequest): Promise<BackupResult> {
  const keyFile = masterKeyFile(config.dataDir);
  const { key } = loadMasterKey(keyFile, config.masterKey ?? undefined);
  return writeBackup({
    ...how,
    place: placeOf(config),
    migrationsFolder: migrationsFolder(),
    modelsFolder: join(config.dataDir, 'models'),
    to: resolve(to ?? join(config.dataDir, 'backups')),
    keysTo: resolve(keysTo ?? join(config.dataDir, 'backups-keys')),
    createdAt: now,
    freeBytes: (folder) => createDiskSpace(folder).freeBytes(),
    keyFingerprint: fingerprintOf(key),
    masterKeyFile: config.masterKey === null ? keyFile : null,
  });
}

export interface DeleteWorkspaceRequest {
  readonly config: Config;
  /** Slack's id of it. */
  readonly team: string;
  readonly now: number;
  readonly isConfirmed: boolean;
}

/** Its rows, its models and its kept histories; backups hold them until they are replaced. Throws what `deleteTenant` throws. */
export async function deleteWorkspace({
  config,
  team,
  ...how
}: DeleteWorkspaceRequest): Promise<DeletedTenant> {
  // It becomes a folder's name.
  if (!/^[A-Z0-9]+$/.test(team))
    throw new AppError('invalid', `“${team}” is no id of a workspace: it is like T0123ABC.`);
  const place = placeOf(config);
  const result = await deleteTenant({ ...how, place, migrationsFolder: migrationsFolder(), tenant: team });
  if (result.deleted)
    for (const name of ['models', 'histories'])
      rmSync(join(config.dataDir, name, 'workspaces', team), { recursive: true, force: true });
  return result;
}

export interface RestoreRequest {
  readonly config: Config;
  readonly from: string;
  readonly keys: string;
  /** A database's URL or a data folder; only a check can do without. */
  readonly to?: string;
  readonly check: boolean;
  readonly onProgress: Progress;
}

/** Throws what `restoreDatabase` throws, and `invalid` when the master key is not the backup's. */
export async function restore(request: RestoreRequest): Promise<RestoreResult> {
  const { config, check, to, from, keys, onProgress } = request;
  if (to === undefined && !check)
    throw new AppError(
      'invalid',
      'Name where to restore to: --to FOLDER or --to postgres://..., or --check.',
    );
  const target =
    to === undefined ? { place: placeOf(config), dataDir: config.dataDir } : targetOf(config, to);
  return restoreDatabase({
    from,
    keys,
    check,
    onProgress,
    to: target.place,
    modelsFolder: join(target.dataDir, 'models'),
    migrationsFolder: migrationsFolder(),
    tenant: TENANT,
    openCiphers: (keysFolder, fingerprint) => {
      const master = findMasterKey(config, keysFolder, fingerprint);
      if (!check) installKey(config, target.dataDir, master);
      return (tenant) => createFieldCipher(master, tenant);
    },
  });
}

interface Target {
  readonly place: DatabasePlace;
  /** Where models and keys go. */
  readonly dataDir: string;
}

function targetOf(config: Config, to: string): Target {
  if (!/^\w+:/.test(to))
    return { place: { kind: 'sqlite', file: join(resolve(to), 'flywheel.db') }, dataDir: resolve(to) };
  const place = parseDatabaseUrl(to);
  return { place, dataDir: place.kind === 'sqlite' ? dirname(place.file) : config.dataDir };
}

function placeOf({ databaseUrl, dataDir }: Config): DatabasePlace {
  return databaseUrl === null
    ? { kind: 'sqlite', file: join(dataDir, 'flywheel.db') }
    : { kind: 'postgres', url: databaseUrl };
}

function findMasterKey(config: Config, keysFolder: string, fingerprint: string): Buffer {
  const file = join(keysFolder, MASTER_KEY_FILE);
  if (config.masterKey === null && !existsSync(file))
    throw new AppError(
      'invalid',
      `${keysFolder} holds no master key, since it came from the environment: set FLYWHEEL_KEY to the one of then.`,
    );
  const { key } = loadMasterKey(file, config.masterKey ?? undefined);
  if (fingerprintOf(key) === fingerprint) return key;
  throw new AppError(
    'invalid',
    config.masterKey === null
      ? `The master key in ${keysFolder} is not the one the data were written with: name the keys of the same Flywheel.`
      : 'FLYWHEEL_KEY is not the master key that the data were written with: set that one, or none to take the one of the backup.',
  );
}

/** The key goes where the next start looks for it; one that is there already must be the same. */
function installKey(config: Config, dataDir: string, master: Buffer): void {
  keepFingerprint(join(dataDir, 'keys', 'fingerprint'), master);
  if (config.masterKey === null) keepMasterKey(masterKeyFile(dataDir), master);
}

function masterKeyFile(dataDir: string): string {
  return join(dataDir, 'keys', 'flywheel.key');
}

function migrationsFolder(): string {
  return join(packageRoot(), 'db/migrations');
}
