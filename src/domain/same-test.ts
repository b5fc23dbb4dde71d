/** Who can be put beside one another: models that were measured on the very same contacts. */

import { z } from 'zod';
import { intervalSchema } from './interval-schema.ts';
import type { ModelMetrics, ModelRun } from './model-run.ts';

const number = z.number();
const measuredSchema = z.object({
  runId: z.string(),
  metrics: z.object({
    ...{ rows: number, positives: number, baseRate: number, logLoss: number, baseRateLogLoss: number },
    ...{ threshold: number, accuracy: number, baseRateAccuracy: number, precision: number, recall: number },
    ...{ f1: number, rocAuc: number, prAuc: number, calibrationError: number },
    observedToExpected: intervalSchema,
  }),
});

/** The champion as of that night's test, kept with each run of the night. */
export interface MeasuredChampion {
  readonly runId: string;
  readonly metrics: ModelMetrics;
}

export interface SameTest {
  /** The champion on the test of the last night where that measured it, else on the test of its own. */
  readonly champion: ModelRun;
  /** Those of the last night that were measured on it too, with the difference of log loss to the champion's where it is known. */
  readonly others: readonly {
    readonly run: ModelRun;
    readonly againstChampion: z.infer<typeof intervalSchema> | null;
  }[];
}

/** `recent`: the newest first. */
export function findSameTest(champion: ModelRun, recent: readonly ModelRun[]): SameTest {
  const night = recent.filter(({ trainedAt }) => trainedAt === recent[0]!.trainedAt);
  const others = night.filter(({ id }) => id !== champion.id);
  if (others.length < night.length)
    return { champion, others: others.map((run) => ({ run, againstChampion: null })) };
  const measured = measuredSchema.safeParse(night[0]?.config['champion']);
  if (!measured.success || measured.data.runId !== champion.id) return { champion, others: [] };
  const { testCutoff } = night[0]!;
  return {
    champion: { ...champion, metrics: measured.data.metrics, testCutoff },
    others: others.map((run) => ({
      run,
      againstChampion: intervalSchema.nullable().catch(null).parse(run.config['againstChampion']),
    })),
  };
}
