/** Keeps who recommends next products, and by whose decision: lines are only added. */

import { desc, eq } from 'drizzle-orm';
import type { RecommenderDecision, RecommenderDecisionStore } from '../../src/domain/recommender-decision.ts';
import type { StoreParts } from '../database.ts';
import { keepTrail } from './keep-trail.ts';

export function createRecommenderDecisionStore({ database, tenant }: StoreParts): RecommenderDecisionStore {
  const { recommenderDecisions } = database.tables;
  return keepTrail(
    { database },
    {
      async newest(connection, limit) {
        const rows = await connection
          .select()
          .from(recommenderDecisions)
          .where(eq(recommenderDecisions.tenant, tenant))
          .orderBy(desc(recommenderDecisions.number))
          .limit(limit);
        return rows.map(({ tenant: _, ...decision }): RecommenderDecision => decision);
      },
      insert: (connection, decision) =>
        connection.insert(recommenderDecisions).values({ ...decision, tenant }),
      taken:
        'Others recommend next products by now, so nothing was changed: look at `/model` again before you decide.',
    },
  );
}
