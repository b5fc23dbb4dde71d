/** A company with something to back up, and how it is backed up and restored. */

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { writeBackup } from '../../db/backup/write-backup.ts';
import { type RestoreOptions, restoreDatabase } from '../../db/restore-database.ts';
import { parseDatabaseUrl } from '../../db/rows/database-url.ts';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';
import type { Kind } from '../support/each-database.ts';
import { MASTER, MIGRATIONS, TENANT } from './company.ts';
import { fillStores } from './fill-stores.ts';
import { freshFolder, freshUrl, openParts } from './fresh-place.ts';

/** A filled database, a model, and folders for backups. */
export async function openCompany(kind: Kind, others?: number) {
  const url = await freshUrl(kind);
  const parts = await openParts(url);
  await fillStores(parts, others);
  const folder = freshFolder();
  const modelsFolder = join(folder, 'models');
  cpSync('test/db/builders.ts', join(modelsFolder, 'run-1', 'weights'));
  cpSync('test/db/fill-stores.ts', join(modelsFolder, 'run-1', 'config'));
  const to = join(folder, 'backups');
  const keysTo = join(folder, 'keys');
  const backUp = (createdAt: number, changes: Partial<Parameters<typeof writeBackup>[0]> = {}) =>
    writeBackup({
      place: parseDatabaseUrl(url),
      migrationsFolder: MIGRATIONS,
      modelsFolder,
      to,
      keysTo,
      createdAt,
      keyFingerprint: 'of MASTER',
      masterKeyFile: null,
      freeBytes: async () => Number.POSITIVE_INFINITY,
      signal: new AbortController().signal,
      ...changes,
    });
  return { url, parts, modelsFolder, to, keysTo, backUp };
}

type Company = Awaited<ReturnType<typeof openCompany>>;

export async function restore(
  { to: from, keysTo: keys }: Pick<Company, 'to' | 'keysTo'>,
  url: string,
  changes: Partial<RestoreOptions> = {},
) {
  const modelsFolder = join(freshFolder(), 'models');
  const result = await restoreDatabase({
    from,
    keys,
    to: parseDatabaseUrl(url),
    modelsFolder,
    migrationsFolder: MIGRATIONS,
    tenant: TENANT,
    check: false,
    openCiphers: () => (tenant: string) => createFieldCipher(MASTER, tenant),
    ...changes,
  });
  return { ...result, modelsFolder };
}
