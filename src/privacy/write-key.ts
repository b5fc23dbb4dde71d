/** The key with which a sender of events signs in, for whoever did not choose one. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deriveKey } from './master-key.ts';

/** Derived from the master key, so always the same, and another for each tenant, which it names before a dot. */
export function writeKeyOf(master: Buffer, tenant: string): string {
  return `${tenant}.${deriveKey(master, `write key ${tenant}`).toString('base64url').slice(0, 32)}`;
}

/** Derived from the master key, so always the same; also written to `file` (mode 0600), where a person finds it. */
export function keepWriteKey(master: Buffer, file: string): string {
  const key = deriveKey(master, 'write key').toString('base64url').slice(0, 32);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${key}\n`, { mode: 0o600 });
  return key;
}
