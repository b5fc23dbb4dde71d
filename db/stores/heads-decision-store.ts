/** Keeps who foretells each head, and by whose decision: lines are only added. */

import { desc, eq } from 'drizzle-orm';
import type { HeadsDecision, HeadsDecisionStore } from '../../src/domain/heads-decision.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';

export function createHeadsDecisionStore({ database, tenant }: StoreParts): HeadsDecisionStore {
  const { headsDecisions } = database.tables;
  const newest = async (connection: Connection, limit: number) => {
    const rows = await connection
      .select()
      .from(headsDecisions)
      .where(eq(headsDecisions.tenant, tenant))
      .orderBy(desc(headsDecisions.number))
      .limit(limit);
    return rows.map(({ tenant: _, ...decision }): HeadsDecision => decision);
  };
  return {
    // Two of the same moment would take one number, of which the key lets only one be.
    async add(decision, formerNumber) {
      await database.write(async (connection) => {
        const [last] = await newest(connection, 1);
        if ((last?.number ?? null) !== formerNumber)
          throw new AppError(
            'conflict',
            'Others foretell leaving, value or the next order by now, so nothing was changed: look at `/model` again before you decide.',
          );
        await connection
          .insert(headsDecisions)
          .values({ ...decision, tenant, number: (formerNumber ?? 0) + 1 });
      });
    },
    recent: (limit) => database.read((connection) => newest(connection, limit)),
  };
}
