/** One origin: the kind of model that serves is learnt anew from what was known then, and asked what came after. */

import type { Clock } from '../domain/clock.ts';
import { AppError } from '../errors.ts';
import { bestF1Threshold } from '../statistics/ranking.ts';
import { countPositives } from './check-training-set.ts';
import { chooseKinds } from './choose-kinds.ts';
import { createModel, type ModelOptions } from './create-model.ts';
import { fitModel } from './fit-model.ts';
import type { Model, TrainingSet } from './model.ts';

export interface OriginQuestion {
  readonly sets: {
    readonly training: TrainingSet;
    readonly validation: TrainingSet;
    readonly test: TrainingSet;
  };
  /** Whoever serves: its kind and settings are taken, nothing of what it has learnt. */
  readonly serving: Pick<Model, 'kind' | 'config'>;
  readonly outcomeWindowDays: number;
  readonly seed: number;
  readonly clock: Clock;
}

/** What such a model said of the test rows, which is all that it takes to judge it. */
export interface OriginAnswer {
  readonly probabilities: Float32Array;
  /** That gave the best F1 on the validation set. */
  readonly threshold: number;
  readonly backend: string;
  readonly seconds: number;
}

/** Throws `invalid`, with the reason, where the kind takes more data than there were then. */
export async function evaluateOrigin(question: OriginQuestion): Promise<OriginAnswer> {
  const { serving, sets } = question;
  const { training, validation, test } = sets;
  const { kinds, leftOut } = chooseKinds(countPositives(training));
  if (!kinds.includes(serving.kind)) throw new AppError('invalid', leftOut.join(' '));
  const fresh = createModel(serving.kind, serving.config as ModelOptions);
  const { model, fitReport, seconds } = await fitModel(fresh, { ...question, training, validation });
  return {
    probabilities: await model.predict(test.x, test.rows),
    threshold: bestF1Threshold(validation.y, await model.predict(validation.x, validation.rows)),
    backend: fitReport.backend,
    seconds,
  };
}
