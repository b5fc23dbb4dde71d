/** Brings a company back from its backups, or only checks that it could be. */

import type { FieldCipher } from '../src/domain/cipher.ts';
import { type Held, holdUnsent } from './backup/hold-unsent.ts';
import { openBackup, type Verified } from './backup/open-backup.ts';
import {
  openToAll,
  refuseModels,
  refuseUnfit,
  restoreModels,
  restoreTables,
} from './backup/restore-backup.ts';
import { type Sample, sampleContacts } from './backup/sample-contacts.ts';
import { inTemporaryPlace } from './backup/temporary-place.ts';
import { openDatabase } from './open-database.ts';
import type { DatabasePlace } from './rows/database-url.ts';
import { createInstallationStore } from './stores/installation-store.ts';

export interface RestoreOptions {
  /** A backup of data and one of keys, or a folder of them: then the newest. */
  readonly from: string;
  readonly keys: string;
  readonly to: DatabasePlace;
  readonly modelsFolder: string;
  readonly migrationsFolder: string;
  /** Of the company of its own; workspaces that Flywheel is installed in are found in the backup. */
  readonly tenant: string;
  /** Restores into a temporary database, of the kind of `to` where that can be had, and removes it again. */
  readonly check: boolean;
  /**
   * The ciphers of the backup's master key: called once the backups are known to be whole and to belong together.
   * Throws `invalid` when that key cannot be had.
   */
  readonly openCiphers: (keysFolder: string, keyFingerprint: string) => CipherOf;
  readonly onProgress?: (table: string, rows: number) => void;
}

type CipherOf = (tenant: string) => FieldCipher;

export interface RestoreResult extends Sample, Partial<Held> {
  /** That the rows were restored into. */
  readonly database: DatabasePlace['kind'];
  readonly rows: number;
  readonly modelFiles: number;
  /** The moment that was gone back to; all that came later is lost. */
  readonly backedUpAt: string;
}

/**
 * Verifies every byte of both backups, restores, compares counts and checksums with the manifests, and opens a sample of
 * contacts. What was about to be sent is held back. After a failure or a kill start again with a fresh place: Flywheel refuses
 * to start on that one. Throws
 * `not_found` or `invalid` when a backup is missing or damaged or the keys do not fit, `conflict` when the place is not empty.
 */
export async function restoreDatabase(options: RestoreOptions): Promise<RestoreResult> {
  const data = await openBackup(options.from, 'data');
  const keys = await openBackup(options.keys, 'keys');
  refuseUnfit(data, keys, options.migrationsFolder);
  if (!options.check) await refuseModels(options.modelsFolder);
  const cipherOf = options.openCiphers(keys.folder, data.manifest.keyFingerprint);
  const backups = { data, keys, cipherOf };
  return options.check
    ? inTemporaryPlace(options.to, (place) => restoreInto(place, backups, options))
    : restoreInto(options.to, backups, options);
}

interface Backups {
  readonly data: Verified;
  readonly keys: Verified;
  readonly cipherOf: CipherOf;
}

async function restoreInto(
  place: DatabasePlace,
  backups: Backups,
  options: RestoreOptions,
): Promise<RestoreResult> {
  const result = await restoreAndHold(place, backups, options);
  await openToAll(place);
  return result;
}

async function restoreAndHold(
  place: DatabasePlace,
  { data, keys, cipherOf }: Backups,
  { tenant, check, modelsFolder, migrationsFolder, onProgress }: RestoreOptions,
): Promise<RestoreResult> {
  const { rows } = await restoreTables({
    data,
    keys,
    place,
    migrationsFolder,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const { createdAt } = data.manifest;
  const database = await openDatabase(place, migrationsFolder, { isRestoring: true });
  try {
    const installed = await createInstallationStore({ database, cipherOf }).list();
    const tenants = new Set([tenant, ...installed.map((one) => one.tenant)]);
    const counts: Record<string, number> = {};
    for (const one of tenants) {
      const parts = { database, cipher: cipherOf(one), tenant: one };
      addUp(counts, await sampleContacts(parts));
      if (!check) addUp(counts, await holdUnsent(parts, createdAt));
    }
    return {
      database: place.kind,
      rows,
      ...(counts as unknown as Sample & Partial<Held>),
      modelFiles: check ? countModels(data) : await restoreModels(data, modelsFolder),
      backedUpAt: new Date(createdAt).toISOString(),
    };
  } finally {
    await database.close();
  }
}

function addUp(counts: Record<string, number>, more: Sample | Held): void {
  for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count;
}

function countModels({ manifest }: Verified): number {
  return Object.keys(manifest.files).filter((path) => path.startsWith('models/')).length;
}
