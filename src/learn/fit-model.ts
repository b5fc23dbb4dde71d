/** Fits one model and says how long it took. */

import type { Clock } from '../domain/clock.ts';
import type { FitProgress, FitReport, Model, ModelKind, TrainingSet } from './model.ts';

export interface FitInput {
  readonly training: TrainingSet;
  /** Later than the training set: it stops the training and chooses the threshold. */
  readonly validation: TrainingSet;
  readonly seed: number;
  readonly outcomeWindowDays: number;
  /** The model whose kind begins from its weights; it knows nothing of the test's outcomes. Null: each begins anew. */
  readonly startFrom?: Model | null;
  readonly clock: Clock;
  readonly onProgress?: (kind: ModelKind, progress: FitProgress) => void;
}

export interface Fitted {
  readonly model: Model;
  readonly fitReport: FitReport;
  /** How long its own fit took. */
  readonly seconds: number;
}

/** Throws `invalid` on data that cannot teach. */
export async function fitModel(model: Model, input: FitInput): Promise<Fitted> {
  const { training, validation, seed, outcomeWindowDays, clock } = input;
  const startFrom = input.startFrom ?? undefined;
  const onProgress = (progress: FitProgress) => input.onProgress?.(model.kind, progress);
  const startedAt = clock.now();
  const fitReport = await model.fit(training, validation, { seed, outcomeWindowDays, onProgress, startFrom });
  return { model, fitReport, seconds: (clock.now() - startedAt) / 1000 };
}
