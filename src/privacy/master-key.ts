/** The one key behind all others: taken from the environment, or made on first start. */

import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { AppError } from '../errors.ts';
import { createWhole } from './create-whole.ts';

export interface MasterKey {
  readonly key: Buffer;
  /** True when it was made just now: say loudly that it must be backed up. */
  readonly created: boolean;
}

/**
 * The 32-byte master key: `fromEnvironment` (base64) when given, else the key file, which is made with mode 0600 if
 * there is none. Throws `invalid` when either is not 32 bytes, `unavailable` when the file cannot be used.
 */
export function loadMasterKey(keyFile: string, fromEnvironment?: string): MasterKey {
  if (fromEnvironment !== undefined) return { key: decode(fromEnvironment, 'FLYWHEEL_KEY'), created: false };
  const { text, created } = openKeyFile(keyFile);
  return { key: decode(text, keyFile), created };
}

function openKeyFile(keyFile: string): { readonly text: string; readonly created: boolean } {
  const made = `${randomBytes(32).toString('base64')}\n`;
  try {
    const created = !existsSync(keyFile) && createWhole(keyFile, made);
    return { text: created ? made : readFileSync(keyFile, 'utf8'), created };
  } catch (cause) {
    throw new AppError(
      'unavailable',
      `Cannot read or write the key file ${keyFile}: give Flywheel a folder it may write to, or set FLYWHEEL_KEY.`,
      { cause },
    );
  }
}

/** A 32-byte key for one purpose (HKDF-SHA-256, RFC 5869). */
export function deriveKey(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `flywheel ${purpose}`, 32));
}

function decode(text: string, source: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32)
    throw new AppError(
      'invalid',
      `${source} must hold 32 bytes in base64 (it holds ${key.length}): make one with \`openssl rand -base64 32\`, or restore the one the data were written with.`,
    );
  return key;
}
