/** Keeps the last night's strategies in the order of their rank. */

import { asc, eq } from 'drizzle-orm';
import type { StrategyStore } from '../../src/domain/strategy.ts';
import type { StoreParts } from '../database.ts';

export function createStrategyStore({ database, tenant }: StoreParts): StrategyStore {
  const table = database.tables.strategies;
  return {
    replace(strategies) {
      const rows = strategies.map(({ audience, ...strategy }, rank) => ({
        tenant,
        id: strategy.id,
        rank,
        strategy,
        audience,
      }));
      return database.write(async (connection) => {
        await connection.delete(table).where(eq(table.tenant, tenant));
        if (rows.length > 0) await connection.insert(table).values(rows);
      });
    },
    async current() {
      const rows = await database.read((connection) =>
        connection.select().from(table).where(eq(table.tenant, tenant)).orderBy(asc(table.rank)),
      );
      return rows.map(({ strategy, audience }) => ({ ...strategy, audience }));
    },
  };
}
