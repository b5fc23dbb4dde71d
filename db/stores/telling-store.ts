/** Remembers what was told in Slack, so that nothing is told twice. */

import { and, eq, gt, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm';
import type { TellingLease, TellingStore } from '../../src/domain/telling.ts';
import type { Connection, StoreParts } from '../database.ts';

export function createTellingStore(parts: StoreParts): TellingStore {
  const { database, tenant } = parts;
  const { tellings } = database.tables;
  return {
    async claim(keys, lease) {
      const sorted = sortKeys(keys);
      const claimed = await database.write((connection) =>
        claimTellings(parts, connection, { keys: sorted, lease }),
      );
      return keys.filter((key) => claimed.has(key));
    },
    async open(keys, now) {
      if (keys.length === 0) return [];
      const rows = await database.read((connection) =>
        connection
          .select({ key: tellings.key })
          .from(tellings)
          .where(
            and(
              eq(tellings.tenant, tenant),
              inArray(tellings.key, [...keys]),
              or(isNotNull(tellings.toldAt), gt(tellings.leaseUntil, now)),
            ),
          ),
      );
      const closed = new Set(rows.map(({ key }) => key));
      return keys.filter((key) => !closed.has(key));
    },
    async finish(keys, at) {
      if (keys.length === 0) return;
      await database.write((connection) =>
        connection
          .update(tellings)
          .set({ toldAt: at })
          .where(and(eq(tellings.tenant, tenant), inArray(tellings.key, sortKeys(keys)))),
      );
    },
  };
}

async function claimTellings(
  { database, tenant }: StoreParts,
  connection: Connection,
  { keys, lease: { now, leaseUntil } }: { readonly keys: string[]; readonly lease: TellingLease },
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const { tellings } = database.tables;
  const added = await connection
    .insert(tellings)
    .values(keys.map((key) => ({ tenant, key, leaseUntil })))
    .onConflictDoNothing()
    .returning({ key: tellings.key });
  const abandoned = await connection
    .update(tellings)
    .set({ leaseUntil })
    .where(
      and(
        eq(tellings.tenant, tenant),
        inArray(tellings.key, keys),
        isNull(tellings.toldAt),
        lte(tellings.leaseUntil, now),
      ),
    )
    .returning({ key: tellings.key });
  return new Set([...added, ...abandoned].map(({ key }) => key));
}

/** In one order, so that two who claim the same keys wait for one another. */
function sortKeys(keys: readonly string[]): string[] {
  return [...new Set(keys)].sort();
}
