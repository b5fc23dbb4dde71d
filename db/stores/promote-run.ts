/** Makes a model run champion, or says why it stays a challenger. */

import { and, eq } from 'drizzle-orm';
import { MODEL_RUN_TRANSITIONS, type ModelRunState } from '../../src/domain/model-run.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';

interface Verdict {
  readonly runId: string;
  readonly reason: string;
}

/**
 * Retires the former champion in the same transaction. Throws `not_found`, and `conflict` on an illegal transition or when
 * somebody else changed either run at the same moment.
 */
export async function promoteRun(
  parts: StoreParts,
  connection: Connection,
  { runId, reason }: Verdict,
): Promise<void> {
  const { modelRuns } = parts.database.tables;
  const from = await readState(parts, connection, runId);
  if (!MODEL_RUN_TRANSITIONS[from].includes('champion')) throw cannotBecome(runId, from, 'champion');
  const [former] = await connection
    .select({ id: modelRuns.id })
    .from(modelRuns)
    .where(and(eq(modelRuns.tenant, parts.tenant), eq(modelRuns.state, 'champion')));
  if (former !== undefined)
    await moveRun(parts, connection, { runId: former.id, from: 'champion', to: 'retired' });
  await moveRun(parts, connection, { runId, from, to: 'champion', reason });
}

/** Throws `not_found`, and `conflict` when the run is no challenger. */
export async function explainRun(
  parts: StoreParts,
  connection: Connection,
  { runId, reason }: Verdict,
): Promise<void> {
  const state = await readState(parts, connection, runId);
  if (state !== 'challenger')
    throw new AppError(
      'conflict',
      `Model run ${runId} is ${state}: only a challenger is told why it stays one.`,
    );
  await moveRun(parts, connection, { runId, from: 'challenger', to: 'challenger', reason });
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
