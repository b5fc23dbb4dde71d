/** Encryption of what is personal, as the stores use it; they are handed an implementation. */

/** Where a value stands: authenticated with it, so that it cannot be moved to another place. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** A contact's data key, wrapped by the master key. Deleting it forgets everything sealed under it. */
export interface WrappedKey {
  readonly keyId: string;
  readonly wrapped: Uint8Array;
}

export interface FieldCipher {
  newKey(): WrappedKey;
  /** AES-256-GCM under the wrapped key, bound to tenant and place. */
  seal(text: string, key: WrappedKey, place: Place): Uint8Array;
  /** Throws `CannotOpen` when key or place do not fit. */
  open(sealed: Uint8Array, key: WrappedKey, place: Place): string;
  /** The same under the tenant's own key, for what belongs to no contact (dead letters, reject files). */
  sealForTenant(text: string, place: Place): Uint8Array;
  openForTenant(sealed: Uint8Array, place: Place): string;
  /** HMAC-SHA-256 of a normalised address or id, with its key's version: finds without revealing. */
  lookup(kind: 'email' | 'user' | 'anonymous', value: string): string;
}
