/** Contacts' keys as they were last met: a key never changes, so whoever has a contact's row need not read its key again. */

import type { WrappedKey } from '../../src/domain/cipher.ts';

/** Some 300 bytes each. */
const KEPT = 50_000;

export interface KeyMemory {
  /** Only for a contact whose row names the key: that of one who was forgotten is none any more. */
  find(keyId: string): WrappedKey | undefined;
  keep(key: WrappedKey): void;
}

export function createKeyMemory(): KeyMemory {
  const keys = new Map<string, WrappedKey>();
  return {
    find: (keyId) => keys.get(keyId),
    keep(key) {
      if (keys.size >= KEPT) keys.delete(keys.keys().next().value as string);
      keys.set(key.keyId, key);
    },
  };
}
