/** Brings a company back from its backups, or only checks that it could be. */

import type { FieldCipher } from '../src/domain/cipher.ts';
import { type Held, holdUnsent } from './backup/hold-unsent.ts';
import { openBackup, type Verified } from './backup/open-backup.ts';
import { refuseModels, refuseUnfit, restoreModels, restoreTables } from './backup/restore-backup.ts';
import { type Sample, sampleContacts } from './backup/sample-contacts.ts';
import { inTemporaryPlace } from './backup/temporary-place.ts';
import { openDatabase } from './open-database.ts';
import type { DatabasePlace } from './rows/database-url.ts';

export interface RestoreOptions {
  /** A backup of data and one of keys, or a folder of them: then the newest. */
  readonly from: string;
  readonly keys: string;
  readonly to: DatabasePlace;
  readonly modelsFolder: string;
  readonly migrationsFolder: string;
  readonly tenant: string;
  /** Restores into a temporary database, of the kind of `to` where that can be had, and removes it again. */
  readonly check: boolean;
  /**
   * The cipher of the backup's master key: called once the backups are known to be whole and to belong together.
   * Throws `invalid` when that key cannot be had.
   */
  readonly openCipher: (keysFolder: string, keyFingerprint: string) => FieldCipher;
  readonly onProgress?: (table: string, rows: number) => void;
}

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
 * contacts. What was about to be sent is held back. After a failure or a kill start again with a fresh place. Throws
 * `not_found` or `invalid` when a backup is missing or damaged or the keys do not fit, `conflict` when the place is not empty.
 */
export async function restoreDatabase(options: RestoreOptions): Promise<RestoreResult> {
  const data = await openBackup(options.from, 'data');
  const keys = await openBackup(options.keys, 'keys');
  refuseUnfit(data, keys, options.migrationsFolder);
  if (!options.check) await refuseModels(options.modelsFolder);
  const cipher = options.openCipher(keys.folder, data.manifest.keyFingerprint);
  const backups = { data, keys, cipher };
  return options.check
    ? inTemporaryPlace(options.to, (place) => restoreInto(place, backups, options))
    : restoreInto(options.to, backups, options);
}

interface Backups {
  readonly data: Verified;
  readonly keys: Verified;
  readonly cipher: FieldCipher;
}

async function restoreInto(
  place: DatabasePlace,
  { data, keys, cipher }: Backups,
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
  const database = await openDatabase(place, migrationsFolder);
  try {
    const parts = { database, cipher, tenant };
    return {
      database: place.kind,
      rows,
      ...(await sampleContacts(parts)),
      ...(check ? {} : await holdUnsent(parts, createdAt)),
      modelFiles: check ? countModels(data) : await restoreModels(data, modelsFolder),
      backedUpAt: new Date(createdAt).toISOString(),
    };
  } finally {
    await database.close();
  }
}

function countModels({ manifest }: Verified): number {
  return Object.keys(manifest.files).filter((path) => path.startsWith('models/')).length;
}
