/** Keeps what several model runs said of the same contacts on one night. */

import { and, desc, eq, lt, lte, sql } from 'drizzle-orm';
import { DAY } from '../../src/domain/clock.ts';
import type { ScoreSampleStore } from '../../src/domain/score-sample.ts';
import type { StoreParts } from '../database.ts';

export function createScoreSampleStore({ database, tenant }: StoreParts): ScoreSampleStore {
  const { scoreSamples } = database.tables;
  const ofTenant = eq(scoreSamples.tenant, tenant);
  return {
    async put(sample) {
      await database.write((connection) =>
        connection
          .insert(scoreSamples)
          .values({ ...sample, tenant })
          .onConflictDoUpdate({ target: [scoreSamples.tenant, scoreSamples.cutoff], set: sample }),
      );
    },
    async newestEnded(by) {
      const ends = sql`${scoreSamples.cutoff} + ${scoreSamples.outcomeWindowDays} * cast(${DAY} as bigint)`;
      const [row] = await database.read((connection) =>
        connection
          .select()
          .from(scoreSamples)
          .where(and(ofTenant, lte(ends, by)))
          .orderBy(desc(scoreSamples.cutoff))
          .limit(1),
      );
      if (row === undefined) return null;
      const { tenant: _, ...sample } = row;
      return sample;
    },
    async purge(before) {
      const gone = await database.write((connection) =>
        connection
          .delete(scoreSamples)
          .where(and(ofTenant, lt(scoreSamples.cutoff, before)))
          .returning({ cutoff: scoreSamples.cutoff }),
      );
      return gone.length;
    },
  };
}
