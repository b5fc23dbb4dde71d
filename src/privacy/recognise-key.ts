/** Notices a master key that is not the one the data were written with, before anything is written with it. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../errors.ts';
import { deriveKey } from './master-key.ts';

/**
 * Keeps a fingerprint of the key in the file, and compares it at each later start. Throws `invalid` when they differ:
 * with another key nobody would be found, and what is there could not be read.
 */
export function recogniseKey(file: string, key: Buffer): void {
  const fingerprint = deriveKey(key, 'fingerprint').toString('hex').slice(0, 16);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${fingerprint}\n`, { mode: 0o600 });
    return;
  }
  if (readFileSync(file, 'utf8').trim() === fingerprint) return;
  throw new AppError(
    'invalid',
    `The data in ${dirname(dirname(file))} were written with another master key. Restore that key (FLYWHEEL_KEY, or keys/flywheel.key from your backup), or set DATA_DIR to an empty folder to begin anew. Nothing was changed.`,
  );
}
