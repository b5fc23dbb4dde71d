/** Makes sure that one database knows one master key: the first that it was started with, or that its contacts are under. */

import { and, eq } from 'drizzle-orm';
import type { StoreParts } from '../database.ts';

/** So many that all of them being damaged, rather than the master key another, is out of the question. */
const TRIED = 50;

export interface KeyRing {
  readonly database: StoreParts['database'];
  readonly cipherOf: (tenant: string) => StoreParts['cipher'];
}

export interface KeyClaim {
  /** Under which it is kept: of the master key, which is one for all tenants. */
  readonly tenant: string;
  /** Recognises the master key behind the ciphers without telling it. */
  readonly fingerprint: string;
  readonly at: number;
}

const FIRST_VERSION = 1;

/**
 * False when the database is another key's. Of hosts that start at once on an empty one the first to keep its
 * fingerprint wins: the others wait for its transaction, and then find it. A database of before there were fingerprints
 * tells by its contacts' keys. Repeatable.
 */
export async function claimForKey(ring: KeyRing, claim: KeyClaim): Promise<boolean> {
  const kept = await findFingerprint(ring, claim);
  if (kept !== null) return kept === claim.fingerprint;
  if (!(await opensSomeKey(ring))) return false;
  await keepFingerprint(ring, claim);
  return (await findFingerprint(ring, claim)) === claim.fingerprint;
}

async function findFingerprint({ database }: KeyRing, { tenant }: KeyClaim): Promise<string | null> {
  const { masterKeys } = database.tables;
  const [found] = await database.read((connection) =>
    connection
      .select({ fingerprint: masterKeys.fingerprint })
      .from(masterKeys)
      .where(and(eq(masterKeys.tenant, tenant), eq(masterKeys.version, FIRST_VERSION))),
  );
  return found?.fingerprint ?? null;
}

async function keepFingerprint({ database }: KeyRing, { tenant, fingerprint, at }: KeyClaim): Promise<void> {
  const { masterKeys } = database.tables;
  await database.write(async (connection) => {
    await connection
      .insert(masterKeys)
      .values({ tenant, version: FIRST_VERSION, fingerprint, since: at })
      .onConflictDoNothing();
  });
}

/** True too where there is no contact yet. One key that opens is proof: others may be damaged. */
async function opensSomeKey({ database, cipherOf }: KeyRing): Promise<boolean> {
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
