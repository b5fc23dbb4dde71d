/** Counts a tenant's rows by their state, those of no row included. */

import { count, eq } from 'drizzle-orm';
import type { StoreParts } from '../database.ts';

/** One pass over the index that begins with tenant and state. */
export async function countStates<State extends string>(
  { database, tenant }: StoreParts,
  kind: 'campaigns' | 'messages',
  states: readonly State[],
): Promise<Readonly<Record<State, number>>> {
  const table = database.tables[kind];
  const rows = await database.read((connection) =>
    connection
      .select({ state: table.state, count: count() })
      .from(table)
      .where(eq(table.tenant, tenant))
      .groupBy(table.state),
  );
  const none = Object.fromEntries(states.map((state) => [state, 0])) as Record<State, number>;
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.state, Number(row.count)])) };
}
