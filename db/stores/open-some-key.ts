/** Tells from the contacts' keys whether the master key is the one that they were written with. */

import type { StoreParts } from '../database.ts';

/** So many that all of them being damaged, rather than the master key another, is out of the question. */
const TRIED = 50;

export interface KeyRing {
  readonly database: StoreParts['database'];
  readonly cipherOf: (tenant: string) => StoreParts['cipher'];
}

/** True too where there is no contact yet. One key that opens is proof: others may be damaged. */
export async function opensSomeKey({ database, cipherOf }: KeyRing): Promise<boolean> {
  const { contactKeys } = database.tables;
  const { tenant, id, wrapped } = contactKeys;
  const rows = await database.read((connection) =>
    connection.select({ tenant, keyId: id, wrapped }).from(contactKeys).orderBy(tenant, id).limit(TRIED),
  );
  return rows.length === 0 || rows.some((row) => opens(cipherOf(row.tenant), row));
}

function opens(
  cipher: StoreParts['cipher'],
  key: { readonly keyId: string; readonly wrapped: Uint8Array },
): boolean {
  try {
    cipher.seal('', key, { table: 'contact_keys', column: 'wrapped', row: key.keyId });
    return true;
  } catch {
    return false;
  }
}
