/** Puts a master key that was backed up where the next start looks for it. */

import { existsSync, rmSync, statSync } from 'node:fs';
import { AppError } from '../errors.ts';
import { createWhole } from './create-whole.ts';
import { loadMasterKey } from './master-key.ts';

/** Mode 0600. Repeatable; throws `conflict` when another key is there: it may be the only one of its kind. */
export function keepMasterKey(keyFile: string, key: Buffer): void {
  if (existsSync(keyFile) && statSync(keyFile).size === 0) rmSync(keyFile);
  if (createWhole(keyFile, `${key.toString('base64')}\n`)) return;
  if (loadMasterKey(keyFile).key.equals(key)) return;
  throw new AppError(
    'conflict',
    `${keyFile} is another master key: restore to a fresh folder, so that neither is lost.`,
  );
}
