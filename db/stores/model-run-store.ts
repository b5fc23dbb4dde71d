/** Keeps model runs, which of them is champion, and what the champion says of each contact. */

import { and, desc, eq, notInArray } from 'drizzle-orm';
import type { ModelRun, ModelRunStore } from '../../src/domain/model-run.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';
import { chunks } from './chunk.ts';
import { explainRun, promoteRun, readDecisions } from './promote-run.ts';
import { readScore, replaceScores, streamScores } from './score-set.ts';

export function createModelRunStore(parts: StoreParts): ModelRunStore {
  const { database, tenant } = parts;
  const { modelRuns } = database.tables;
  const ofTenant = eq(modelRuns.tenant, tenant);
  const newest = async (condition: ReturnType<typeof eq> | undefined, limit: number) => {
    const rows = await database.read((connection) =>
      connection
        .select()
        .from(modelRuns)
        .where(and(ofTenant, condition))
        .orderBy(desc(modelRuns.trainedAt), desc(modelRuns.id))
        .limit(limit),
    );
    return rows.map(({ tenant: _, ...run }): ModelRun => run);
  };
  return {
    add(runs) {
      const rows = runs.map((run) => ({ ...run, tenant })).sort((a, b) => (a.id < b.id ? -1 : 1));
      return database.write(async (connection) => {
        for (const chunk of chunks(rows)) await connection.insert(modelRuns).values(chunk);
      });
    },
    promote: (decision) => database.write((connection) => promoteRun(parts, connection, decision)),
    decisions: (limit) => readDecisions(parts, limit),
    explain: (runId, reason) =>
      database.write((connection) => explainRun(parts, connection, { runId, reason })),
    keepRolling: (runId, rolling) =>
      database.write((connection) => addToConfig(parts, connection, { runId, added: { rolling } })),
    async refuseChallengersBut(runIds) {
      await database.write((connection) =>
        connection
          .update(modelRuns)
          .set({ state: 'refused' })
          .where(and(ofTenant, eq(modelRuns.state, 'challenger'), notInArray(modelRuns.id, [...runIds]))),
      );
    },
    champion: async () => (await newest(eq(modelRuns.state, 'champion'), 1))[0] ?? null,
    get: async (runId) => (await newest(eq(modelRuns.id, runId), 1))[0] ?? null,
    recent: (limit) => newest(undefined, limit),
    replaceScores: (scores) => replaceScores(parts, scores),
    score: (contactId) => readScore(parts, contactId),
    scores: () => streamScores(parts),
  };
}

/** Throws `not_found`. */
async function addToConfig(
  { database, tenant }: StoreParts,
  connection: Connection,
  { runId, added }: { readonly runId: string; readonly added: ModelRun['config'] },
): Promise<void> {
  const { modelRuns } = database.tables;
  const which = and(eq(modelRuns.tenant, tenant), eq(modelRuns.id, runId));
  const [run] = await connection.select({ config: modelRuns.config }).from(modelRuns).where(which);
  if (run === undefined)
    throw new AppError('not_found', `There is no model run ${runId}: check its id and try again.`);
  await connection
    .update(modelRuns)
    .set({ config: { ...run.config, ...added } })
    .where(which);
}
