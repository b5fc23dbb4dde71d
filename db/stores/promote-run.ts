/** Makes a model run champion and keeps whose decision it was, or says why it stays a challenger. */

import { and, desc, eq } from 'drizzle-orm';
import type { ModelDecision, NewModelDecision } from '../../src/domain/model-decision.ts';
import { MODEL_RUN_TRANSITIONS, type ModelRunState } from '../../src/domain/model-run.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';

/**
 * Retires the former champion and adds to the audit trail in the same transaction. Throws `not_found`, and `conflict` on an
 * illegal transition or when another than the decision's former one serves by now.
 */
export async function promoteRun(
  parts: StoreParts,
  connection: Connection,
  decision: NewModelDecision,
): Promise<void> {
  const { runId, formerRunId, reason } = decision;
  const { modelRuns } = parts.database.tables;
  const from = await readState(parts, connection, runId);
  if (!MODEL_RUN_TRANSITIONS[from].includes('champion')) throw cannotBecome(runId, from, 'champion');
  const [former] = await connection
    .select({ id: modelRuns.id })
    .from(modelRuns)
    .where(and(eq(modelRuns.tenant, parts.tenant), eq(modelRuns.state, 'champion')));
  if ((former?.id ?? null) !== formerRunId)
    throw new AppError(
      'conflict',
      'Another model has become champion meanwhile, so nothing was changed: look at `/model` again before you decide.',
    );
  if (former !== undefined)
    await moveRun(parts, connection, { runId: former.id, from: 'champion', to: 'retired' });
  await moveRun(parts, connection, { runId, from, to: 'champion', reason });
  await addDecision(parts, connection, decision);
}

/** Throws `not_found`, and `conflict` when the run is no challenger. */
export async function explainRun(
  parts: StoreParts,
  connection: Connection,
  { runId, reason }: { readonly runId: string; readonly reason: string },
): Promise<void> {
  const state = await readState(parts, connection, runId);
  if (state !== 'challenger')
    throw new AppError(
      'conflict',
      `Model run ${runId} is ${state}: only a challenger is told why it stays one.`,
    );
  await moveRun(parts, connection, { runId, from: 'challenger', to: 'challenger', reason });
}

/** Newest first. */
export async function readDecisions(
  { database, tenant }: StoreParts,
  limit: number,
): Promise<readonly ModelDecision[]> {
  const { modelDecisions } = database.tables;
  const rows = await database.read((connection) =>
    connection
      .select()
      .from(modelDecisions)
      .where(eq(modelDecisions.tenant, tenant))
      .orderBy(desc(modelDecisions.number))
      .limit(limit),
  );
  return rows.map(({ tenant: _, ...decision }) => decision);
}

/** Two of the same moment would take one number, of which the key lets only one be. */
async function addDecision(
  { database, tenant }: StoreParts,
  connection: Connection,
  decision: NewModelDecision,
): Promise<void> {
  const { modelDecisions } = database.tables;
  const [last] = await connection
    .select({ number: modelDecisions.number })
    .from(modelDecisions)
    .where(eq(modelDecisions.tenant, tenant))
    .orderBy(desc(modelDecisions.number))
    .limit(1);
  await connection.insert(modelDecisions).values({ ...decision, tenant, number: (last?.number ?? 0) + 1 });
}

/** Throws `not_found`. */
async function readState(
  { tenant, database }: StoreParts,
  connection: Connection,
  runId: string,
): Promise<ModelRunState> {
  const { modelRuns } = database.tables;
  const [run] = await connection
    .select({ state: modelRuns.state })
    .from(modelRuns)
    .where(and(eq(modelRuns.tenant, tenant), eq(modelRuns.id, runId)));
  if (run === undefined)
    throw new AppError('not_found', `There is no model run ${runId}: check its id and try again.`);
  return run.state;
}

interface Move {
  readonly runId: string;
  readonly from: ModelRunState;
  readonly to: ModelRunState;
  readonly reason?: string;
}

async function moveRun(
  { tenant, database }: StoreParts,
  connection: Connection,
  { runId, from, to, reason }: Move,
): Promise<void> {
  const { modelRuns } = database.tables;
  const moved = await connection
    .update(modelRuns)
    .set({ state: to, reason })
    .where(and(eq(modelRuns.tenant, tenant), eq(modelRuns.id, runId), eq(modelRuns.state, from)))
    .returning({ id: modelRuns.id });
  if (moved.length === 0) throw cannotBecome(runId, `no longer ${from}`, to);
}

function cannotBecome(runId: string, state: string, to: ModelRunState): AppError {
  return new AppError(
    'conflict',
    `Model run ${runId} is ${state} and cannot become ${to}: look at it again before you decide.`,
  );
}
