/** Keeps an audit trail of decisions: lines are only added, each by whoever saw the newest. */

import type { DecisionStore, NewTrailDecision, Numbered } from '../../src/domain/decision-trail.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';

interface TrailTable<Decision> {
  /** Newest first. */
  readonly newest: (connection: Connection, limit: number) => Promise<readonly Numbered<Decision>[]>;
  readonly insert: (connection: Connection, decision: Numbered<Decision>) => Promise<unknown>;
  /** Why nothing was changed where somebody else was first. */
  readonly taken: string;
}

export function keepTrail<Decision extends NewTrailDecision>(
  { database }: Pick<StoreParts, 'database'>,
  { newest, insert, taken }: TrailTable<Decision>,
): DecisionStore<Decision> {
  return {
    // Two of the same moment would take one number, of which the key lets only one be.
    async add(decision, formerNumber) {
      await database.write(async (connection) => {
        const [last] = await newest(connection, 1);
        if ((last?.number ?? null) !== formerNumber) throw new AppError('conflict', taken);
        await insert(connection, { ...decision, number: (formerNumber ?? 0) + 1 });
      });
    },
    recent: (limit) => database.read((connection) => newest(connection, limit)),
  };
}
