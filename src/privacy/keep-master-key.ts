/** Puts a master key that was backed up where the next start looks for it. */

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../errors.ts';
import { loadMasterKey } from './master-key.ts';

/** Mode 0600. Repeatable; throws `conflict` when another key is there: it may be the only one of its kind. */
export function keepMasterKey(keyFile: string, key: Buffer): void {
  if (!existsSync(keyFile)) {
    mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 });
    writeFileSync(keyFile, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    return;
  }
  if (loadMasterKey(keyFile).key.equals(key)) return;
  throw new AppError(
    'conflict',
    `${keyFile} is another master key: restore to a fresh folder, so that neither is lost.`,
  );
}
