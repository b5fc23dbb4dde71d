/** Learns whom a treatment moves, from a randomised test: three ways to make it of models of the outcome. */

import { AppError } from '../../errors.ts';
import type { Model, TrainingSet } from '../model.ts';
import { takeRows } from '../take-rows.ts';
import { fitRidgeWeights, predictRidge } from './fit-ridge-weights.ts';
import { learnInteractions } from './learn-interactions.ts';
import type { PredictUplift, UpliftSet } from './uplift-set.ts';

export const UPLIFT_KINDS = [
  't-learner',
  'x-learner',
  'class-transformation',
  'average',
  'interactions',
] as const;
export type UpliftKind = (typeof UPLIFT_KINDS)[number];

export interface UpliftOptions {
  /** A new model of the outcome. */
  readonly createModel: () => Model;
  readonly seed: number;
  /** Every so many-th row decides when a model stops learning instead of teaching it; null for one that needs none. */
  readonly validateEvery: number | null;
}

/**
 * Learns the uplift. T-learner: a model for each group, and their difference. X-learner: what each row would have done in
 * the other group by that group's model, and a ridge regression of the differences, weighted by the share treated.
 * Kunzel et al., "Metalearners for estimating heterogeneous treatment effects using machine learning", PNAS 116 (2019).
 * Class transformation: twice the chance, minus one, of "treated with, or untreated without the outcome", which needs halves.
 * Jaskowski and Jaroszewicz, "Uplift modeling for clinical trial data", ICML workshop (2012). Average: the mean of the
 * three. Interactions: see `learnInteractions`, which makes a model of its own. Throws `invalid` for class transformation,
 * and so for the average, unless about half are treated.
 */
export function learnUplift(
  kind: UpliftKind,
  set: UpliftSet,
  options: UpliftOptions,
): Promise<PredictUplift> {
  if (kind === 'interactions') return Promise.resolve(learnInteractions(set));
  if (kind === 'average') return learnAll(set, options);
  if (kind === 't-learner') return learnTwo(set, options);
  return kind === 'x-learner' ? learnCrossed(set, options) : learnTransformed(set, options);
}

/** The mean of the three: each errs in its own way. */
async function learnAll(set: UpliftSet, options: UpliftOptions): Promise<PredictUplift> {
  const learners = [
    await learnTwo(set, options),
    await learnCrossed(set, options),
    await learnTransformed(set, options),
  ];
  return async (x, rows) => {
    const mean = new Float32Array(rows);
    for (const learner of learners) {
      const own = await learner(x, rows);
      for (let row = 0; row < rows; row += 1) mean[row]! += own[row]! / learners.length;
    }
    return mean;
  };
}

async function learnTwo(set: UpliftSet, options: UpliftOptions): Promise<PredictUplift> {
  const [treated, others] = await fitGroups(set, options);
  return async (x, rows) => subtract(await treated.predict(x, rows), await others.predict(x, rows));
}

async function learnCrossed(set: UpliftSet, options: UpliftOptions): Promise<PredictUplift> {
  const [treated, others] = await fitGroups(set, options);
  const ifTreated = await treated.predict(set.x, set.rows);
  const ifNot = await others.predict(set.x, set.rows);
  const effectOf = (row: number) =>
    set.treated[row] === 1 ? set.y[row]! - ifNot[row]! : ifTreated[row]! - set.y[row]!;
  const [onTreated, onOthers] = [1, 0].map((group) => {
    const rows = rowsOf(set, group);
    return fitRidgeWeights(takeRows(set, rows), Float64Array.from(rows, effectOf));
  });
  const share = set.treated.reduce((sum, one) => sum + one, 0) / set.rows;
  return async (x, rows) => {
    const fromTreated = predictRidge(onTreated!, x, rows);
    const fromOthers = predictRidge(onOthers!, x, rows);
    return fromTreated.map((effect, row) => (1 - share) * effect + share * fromOthers[row]!);
  };
}

async function learnTransformed(set: UpliftSet, options: UpliftOptions): Promise<PredictUplift> {
  const share = set.treated.reduce((sum, one) => sum + one, 0) / set.rows;
  if (Math.abs(share - 0.5) > 0.02)
    throw new AppError(
      'invalid',
      `Class transformation needs a test in which half are treated, here it is ${share.toFixed(2)}: choose another way.`,
    );
  const same = Uint8Array.from(set.treated, (treated, row) => (treated === set.y[row] ? 1 : 0));
  const model = await fitOne({ ...set, y: same }, options);
  return async (x, rows) => (await model.predict(x, rows)).map((p) => 2 * p - 1);
}

function fitGroups(set: UpliftSet, options: UpliftOptions): Promise<[Model, Model]> {
  return Promise.all([
    fitOne(takeRows(set, rowsOf(set, 1)), options),
    fitOne(takeRows(set, rowsOf(set, 0)), options),
  ]);
}

async function fitOne(set: TrainingSet, { createModel, seed, validateEvery }: UpliftOptions): Promise<Model> {
  const model = createModel();
  const all = [...set.y.keys()];
  const validates = (row: number) => validateEvery !== null && row % validateEvery === 0;
  const validation = validateEvery === null ? set : takeRows(set, all.filter(validates));
  const training =
    validateEvery === null
      ? set
      : takeRows(
          set,
          all.filter((row) => !validates(row)),
        );
  await model.fit(training, validation, { seed });
  return model;
}

function rowsOf({ treated }: UpliftSet, group: number): number[] {
  return [...treated.keys()].filter((row) => treated[row] === group);
}

function subtract(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, at) => value - b[at]!);
}
