/** Notices a master key that is not the one the data were written with, before anything is written with it. */

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../errors.ts';
import { createWhole } from './create-whole.ts';
import { deriveKey } from './master-key.ts';

/**
 * Throws `invalid` when the file holds the fingerprint of another key: with this one nobody would be found, and what is there
 * could not be read. An empty file, as a power cut may leave it, says nothing.
 */
export function refuseOtherKey(file: string, key: Buffer): void {
  const kept = readKept(file);
  if (kept === '' || kept === fingerprintOf(key)) return;
  throw new AppError(
    'invalid',
    `The data in ${dirname(dirname(file))} were written with another master key. Restore that key (FLYWHEEL_KEY, or keys/flywheel.key from your backup), or set DATA_DIR to an empty folder to begin anew. Nothing was changed.`,
  );
}

/** Keeps a fingerprint of the key in the file, for each later start; true the first time. Throws as `refuseOtherKey` does. */
export function keepFingerprint(file: string, key: Buffer): boolean {
  refuseOtherKey(file, key);
  if (readKept(file) !== '') return false;
  rmSync(file, { force: true });
  const isMade = createWhole(file, `${fingerprintOf(key)}\n`);
  // Another process may have been faster, with a key of its own.
  refuseOtherKey(file, key);
  return isMade;
}

/** Recognises the master key without telling it. */
export function fingerprintOf(master: Buffer): string {
  return deriveKey(master, 'fingerprint').toString('hex').slice(0, 16);
}

function readKept(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}
