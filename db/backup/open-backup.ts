/** Finds a backup by its folder, or the newest in a folder of them, and makes sure that it is whole. */

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '../../src/errors.ts';
import { verifyBackup } from './backup-files.ts';
import { MANIFEST_FILE, type Manifest } from './manifest.ts';
import { BACKUP_PREFIXES } from './write-backup.ts';

/** A backup whose files were verified. */
export interface Verified {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Throws `not_found` when there is none, `invalid` when a single byte of it is not as it was written. */
export async function openBackup(path: string, kind: Manifest['kind']): Promise<Verified> {
  const folder = await findBackup(resolve(path), kind);
  return { folder, manifest: await verifyBackup(folder, kind) };
}

async function findBackup(folder: string, kind: Manifest['kind']): Promise<string> {
  if (existsSync(join(folder, MANIFEST_FILE))) return folder;
  const names = await readdir(folder).catch((cause) => {
    throw new AppError('not_found', `There is no folder ${folder}: check the path, taken from this folder.`, {
      cause,
    });
  });
  const newest = names
    .filter((name) => name.startsWith(BACKUP_PREFIXES[kind]))
    .sort()
    .at(-1);
  return newest === undefined ? folder : join(folder, newest);
}
