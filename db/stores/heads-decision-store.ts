/** Keeps who foretells each head, and by whose decision: lines are only added. */

import { desc, eq } from 'drizzle-orm';
import type { HeadsDecision, HeadsDecisionStore } from '../../src/domain/heads-decision.ts';
import type { StoreParts } from '../database.ts';
import { keepTrail } from './keep-trail.ts';

export function createHeadsDecisionStore({ database, tenant }: StoreParts): HeadsDecisionStore {
  const { headsDecisions } = database.tables;
  return keepTrail(
    { database },
    {
      async newest(connection, limit) {
        const rows = await connection
          .select()
          .from(headsDecisions)
          .where(eq(headsDecisions.tenant, tenant))
          .orderBy(desc(headsDecisions.number))
          .limit(limit);
        return rows.map(({ tenant: _, ...decision }): HeadsDecision => decision);
      },
      insert: (connection, decision) => connection.insert(headsDecisions).values({ ...decision, tenant }),
      taken:
        'Others foretell leaving, value or the next order by now, so nothing was changed: look at `/model` again before you decide.',
    },
  );
}
