/** How good the kind of model that serves was at earlier moments, each time learning only from what was known by then. */

import { z } from 'zod';
import { intervalSchema } from './interval-schema.ts';

const originSchema = z.object({
  /** As of when it was asked, and the newest moment that it learned from. Epoch milliseconds. */
  ...{ cutoff: z.number(), trainCutoff: z.number() },
  /** Of the test: contacts that were known at the cutoff, and how many of them ordered within the outcome window. */
  ...{ rows: z.number(), positives: z.number(), baseRate: z.number() },
  /** As in `ModelMetrics`; those of the base rate are of the best constant, which knows these very outcomes. */
  ...{ logLoss: z.number(), baseRateLogLoss: z.number(), rocAuc: z.number(), prAuc: z.number() },
  ...{ accuracy: z.number(), baseRateAccuracy: z.number(), recall: z.number(), f1: z.number() },
  ...{ calibrationError: z.number(), observedToExpected: z.number() },
  /** By what share the log loss is below the base rate's. */
  skill: z.number(),
  /** Of what, by which code, when and how long it was learnt, and by what computed. */
  lineage: z.object({
    ...{ trainingRows: z.number(), trainingSetHash: z.string(), seed: z.number() },
    ...{ program: z.string(), backend: z.string() },
    ...{ trainedAt: z.number(), seconds: z.number() },
    /** Whether another night learned it, of the very same facts. */
    isReused: z.boolean(),
  }),
});

const pooledSchema = z.object({
  ...{ logLoss: intervalSchema, skill: intervalSchema, rocAuc: intervalSchema, prAuc: intervalSchema },
  ...{ accuracy: intervalSchema, recall: intervalSchema, f1: intervalSchema },
  observedToExpected: intervalSchema,
});

/** What is kept with the run that serves: figures, or why there are none. */
export const rollingEvidenceSchema = z.object({
  kind: z.string(),
  outcomeWindowDays: z.number(),
  /** The newest first; none while there is not enough data. */
  origins: z.array(originSchema),
  /** Over all of them, with 95 % intervals; null where too few ordered, or too few did not. */
  pooled: pooledSchema.nullable(),
  /** Why there are not more, in words. */
  missing: z.array(z.string()),
});

export type RollingEvidence = z.infer<typeof rollingEvidenceSchema>;
export type OriginEvidence = z.infer<typeof originSchema>;
export type PooledFigures = z.infer<typeof pooledSchema>;
