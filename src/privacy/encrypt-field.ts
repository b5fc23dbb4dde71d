/** Encrypts what is personal, field by field, under a key per contact. */

import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { FieldCipher, Place, WrappedKey } from '../domain/cipher.ts';
import { CannotOpen } from '../errors.ts';
import { deriveKey } from './master-key.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Stored in front of each look-up value, so that the key behind it can be rotated. */
const LOOKUP_VERSION = '1';
const UNWRAPPED_KEYS_KEPT = 10_000;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce; the additional data are `tenant|table|column|row`, so that a
 * sealed value opens only where it was written. Contact keys are wrapped by a key derived from the master key.
 */
export function createFieldCipher(master: Buffer, tenant: string): FieldCipher {
  const wrappingKey = deriveKey(master, `wrap ${tenant}`);
  const tenantKey = deriveKey(master, `tenant ${tenant}`);
  const lookupKey = deriveKey(master, `lookup ${tenant}`);
  const unwrapped = new Map<string, Buffer>();

  const unwrap = ({ keyId, wrapped }: WrappedKey): Buffer => {
    const known = unwrapped.get(keyId);
    if (known !== undefined) return known;
    const key = openWith(wrappingKey, wrapped, `${tenant}|key|${keyId}`);
    if (unwrapped.size >= UNWRAPPED_KEYS_KEPT) unwrapped.delete(unwrapped.keys().next().value as string);
    unwrapped.set(keyId, key);
    return key;
  };
  const at = (place: Place) => `${tenant}|${place.table}|${place.column}|${place.row}`;

  return {
    newKey() {
      const keyId = randomBytes(12).toString('hex');
      return { keyId, wrapped: sealWith(wrappingKey, randomBytes(32), `${tenant}|key|${keyId}`) };
    },
    seal: (text, key, place) => sealWith(unwrap(key), Buffer.from(text, 'utf8'), at(place)),
    open: (sealed, key, place) => openWith(unwrap(key), sealed, at(place)).toString('utf8'),
    sealForTenant: (text, place) => sealWith(tenantKey, Buffer.from(text, 'utf8'), at(place)),
    openForTenant: (sealed, place) => openWith(tenantKey, sealed, at(place)).toString('utf8'),
    lookup(kind, value) {
      const digest = createHmac('sha256', lookupKey)
        .update(`${kind}\0${normalise(kind, value)}`)
        .digest();
      return `${LOOKUP_VERSION}:${digest.toString('base64url')}`;
    },
  };
}

function normalise(kind: 'email' | 'user' | 'anonymous', value: string): string {
  return kind === 'email' ? value.trim().normalize('NFC').toLowerCase() : value;
}

/** Asking the system for each nonce by itself takes as long as encrypting an event does. */
const NONCES_AT_ONCE = 256;
let nonces = Buffer.alloc(0);
let noncesUsed = 0;

function nextNonce(): Buffer {
  if (noncesUsed === nonces.length) {
    nonces = randomBytes(NONCE_BYTES * NONCES_AT_ONCE);
    noncesUsed = 0;
  }
  noncesUsed += NONCE_BYTES;
  return nonces.subarray(noncesUsed - NONCE_BYTES, noncesUsed);
}

function sealWith(key: Buffer, plain: Buffer, additional: string): Uint8Array {
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(additional, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openWith(key: Buffer, sealed: Uint8Array, additional: string): Buffer {
  const bytes = Buffer.from(sealed);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(additional, 'utf8'));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)),
      decipher.final(),
    ]);
  } catch (cause) {
    throw new CannotOpen(cause);
  }
}
