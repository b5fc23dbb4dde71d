/** Tables about what was learnt: model runs, scores, data-quality reports. */

import type { ServingHeads } from '../../src/domain/heads-decision.ts';
import { MODEL_ACTIONS } from '../../src/domain/model-decision.ts';
import {
  type HeadScores,
  MODEL_RUN_STATES,
  type ModelMetrics,
  type NextProduct,
  type Reason,
} from '../../src/domain/model-run.ts';
import type { QualityCheck } from '../../src/domain/quality-report.ts';
import type { ServingRecommender } from '../../src/domain/recommender-decision.ts';
import type { SampledScores } from '../../src/domain/score-sample.ts';
import type { Kit } from '../kit.ts';

export function buildLearningTables(kit: Kit) {
  const modelRuns = kit.table(
    'model_runs',
    {
      tenant: kit.text().notNull(),
      id: kit.text().notNull(),
      kind: kit.text().notNull(),
      state: kit.oneOf(MODEL_RUN_STATES).notNull(),
      backend: kit.text().notNull(),
      seed: kit.integer().notNull(),
      trainCutoff: kit.time().notNull(),
      testCutoff: kit.time().notNull(),
      outcomeWindowDays: kit.integer().notNull(),
      features: kit.json<readonly string[]>().notNull(),
      config: kit.json<Readonly<Record<string, unknown>>>().notNull(),
      metrics: kit.json<ModelMetrics>().notNull(),
      trainedAt: kit.time().notNull(),
      seconds: kit.double().notNull(),
      trainingSetHash: kit.text().notNull(),
      reason: kit.text().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.id] }),
      kit.checkOneOf('model_runs_state', t.state, MODEL_RUN_STATES),
      kit.index('model_runs_trained').on(t.tenant, t.trainedAt),
    ],
  );
  /** The audit trail of who became champion: only ever added to. */
  const modelDecisions = kit.table(
    'model_decisions',
    {
      tenant: kit.text().notNull(),
      number: kit.integer().notNull(),
      at: kit.time().notNull(),
      action: kit.oneOf(MODEL_ACTIONS).notNull(),
      runId: kit.text().notNull(),
      formerRunId: kit.text(),
      actor: kit.text().notNull(),
      reason: kit.text().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.number] }),
      kit.checkOneOf('model_decisions_action', t.action, MODEL_ACTIONS),
    ],
  );
  /** The same of who foretells each head. */
  const headsDecisions = kit.table(
    'heads_decisions',
    {
      tenant: kit.text().notNull(),
      number: kit.integer().notNull(),
      at: kit.time().notNull(),
      action: kit.oneOf(MODEL_ACTIONS).notNull(),
      serves: kit.json<ServingHeads>().notNull(),
      testCutoff: kit.time().notNull(),
      outcomeWindowDays: kit.integer().notNull(),
      horizonDays: kit.integer().notNull(),
      actor: kit.text().notNull(),
      reason: kit.text().notNull(),
      backTo: kit.integer(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.number] }),
      kit.checkOneOf('heads_decisions_action', t.action, MODEL_ACTIONS),
    ],
  );
  /** The same of who recommends next products. */
  const recommenderDecisions = kit.table(
    'recommender_decisions',
    {
      tenant: kit.text().notNull(),
      number: kit.integer().notNull(),
      at: kit.time().notNull(),
      action: kit.oneOf(MODEL_ACTIONS).notNull(),
      serves: kit.json<ServingRecommender>().notNull(),
      actor: kit.text().notNull(),
      reason: kit.text().notNull(),
      backTo: kit.integer(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.number] }),
      kit.checkOneOf('recommender_decisions_action', t.action, MODEL_ACTIONS),
    ],
  );
  const scores = kit.table(
    'scores',
    {
      tenant: kit.text().notNull(),
      contactId: kit.text().notNull(),
      /** One night's scores; only the live set is read. */
      setId: kit.text().notNull(),
      modelRunId: kit.text().notNull(),
      cutoff: kit.time().notNull(),
      outcomeWindowDays: kit.integer().notNull(),
      conversionProbability: kit.double().notNull(),
      reasons: kit.json<readonly Reason[]>().notNull(),
      nextProducts: kit.json<readonly NextProduct[]>().notNull(),
      features: kit.json<Readonly<Record<string, number>>>().notNull(),
      heads: kit.json<HeadScores>(),
      leftAlone: kit.boolean(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.contactId, t.setId] }),
      kit.index('scores_probability').on(t.tenant, t.setId, t.conversionProbability, t.contactId),
    ],
  );
  /** Which set of scores is read: a new one is written beside it and takes its place in one step. */
  const liveScores = kit.table(
    'live_scores',
    { tenant: kit.text().notNull(), setId: kit.text().notNull() },
    (t) => [kit.primaryKey({ columns: [t.tenant] })],
  );
  /** One row a night: what several model runs said of the same contacts. */
  const scoreSamples = kit.table(
    'score_samples',
    {
      tenant: kit.text().notNull(),
      cutoff: kit.time().notNull(),
      outcomeWindowDays: kit.integer().notNull(),
      contactIds: kit.json<readonly string[]>().notNull(),
      byRun: kit.json<readonly SampledScores[]>().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.tenant, t.cutoff] })],
  );
  const qualityReports = kit.table(
    'quality_reports',
    {
      tenant: kit.text().notNull(),
      id: kit.text().notNull(),
      at: kit.time().notNull(),
      from: kit.time().notNull(),
      to: kit.time().notNull(),
      checks: kit.json<readonly QualityCheck[]>().notNull(),
      held: kit.boolean().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.id] }),
      kit.index('quality_reports_at').on(t.tenant, t.at),
    ],
  );
  return {
    ...{ modelRuns, modelDecisions, headsDecisions, recommenderDecisions },
    ...{ scores, liveScores, scoreSamples, qualityReports },
  };
}
