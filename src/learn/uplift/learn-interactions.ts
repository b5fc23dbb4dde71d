/** One logistic regression of both groups, in which the treatment changes what each feature says. */

import { checkTrainingSets } from '../check-training-set.ts';
import { fitLogisticWeights, predictLogistic } from '../fit-logistic-weights.ts';
import { learnScaling, scaleFeatures } from '../scale-features.ts';
import { takeRows } from '../take-rows.ts';
import type { PredictUplift, UpliftSet } from './uplift-set.ts';

/**
 * What features say of the effect is pulled to none so much more than what they say of the outcome: effects are small
 * beside outcomes, and learnt from differences.
 */
const EFFECT_L2 = 30;
const L2 = 1;
/** Of more features pairs would be thousands, and take minutes. */
const MOST_PAIRED = 24;
/** With fewer rows for each pair, pairs add more chance than they take away. */
const ROWS_A_PAIR = 50;

/**
 * Features and their pairs say how likely the outcome is for anybody; the treatment shifts it, by more or less as each
 * feature says. Both groups teach the first part, so that less chance is left in the second than where each group has a
 * model of its own, the more so where one of the groups is small.
 * Lo, "The true lift model", ACM SIGKDD Explorations 4 (2002). Throws `invalid` when an arm shows one outcome only.
 */
export function learnInteractions(set: UpliftSet): PredictUplift {
  for (const group of [0, 1]) {
    const arm = takeRows(
      set,
      [...set.y.keys()].filter((row) => set.treated[row] === group),
    );
    checkTrainingSets(arm, arm);
  }
  const columns = [...set.featureNames.keys()];
  const scaling = learnScaling(set, columns);
  const share = set.treated.reduce((sum, one) => sum + one, 0) / set.rows;
  const scaled = scaleFeatures(scaling, set.x, set.rows);
  const design = (z: Float32Array, rows: number, treatmentOf: (row: number) => number) =>
    buildDesign(z, {
      rows,
      width: columns.length,
      paired: columns.length <= MOST_PAIRED && set.rows >= ROWS_A_PAIR * countPairs(columns.length),
      treatmentOf: (row) => treatmentOf(row) - share,
    });
  const weights = fitLogisticWeights(
    design(scaled, set.rows, (row) => set.treated[row]!),
    set.y,
    L2,
  );
  return async (x, rows) => {
    const z = scaleFeatures(scaling, x, rows);
    const ifTreated = predictLogistic(
      weights,
      design(z, rows, () => 1),
      rows,
    );
    const ifNot = predictLogistic(
      weights,
      design(z, rows, () => 0),
      rows,
    );
    return ifTreated.map((value, row) => value - ifNot[row]!);
  };
}

interface Design {
  readonly rows: number;
  readonly width: number;
  readonly paired: boolean;
  /** Less the share treated, so that the other weights are those of the mean contact. */
  readonly treatmentOf: (row: number) => number;
}

/** Rows of: the features, their pairs, the treatment, and the treatment times each feature. */
function buildDesign(z: Float32Array, { rows, width, paired, treatmentOf }: Design): Float32Array {
  const pairs = paired ? countPairs(width) : 0;
  const x = new Float32Array(rows * (2 * width + pairs + 1));
  // A column that is smaller has to weigh more, and is pulled to none as its penalty would be multiplied.
  const shrink = 1 / Math.sqrt(EFFECT_L2 / L2);
  for (let row = 0, to = 0; row < rows; row += 1) {
    const own = z.subarray(row * width, (row + 1) * width);
    x.set(own, to);
    to += width;
    if (paired)
      for (let i = 0; i < width; i += 1) for (let j = i; j < width; j += 1) x[to++] = own[i]! * own[j]!;
    const treatment = treatmentOf(row);
    x[to++] = treatment;
    for (const value of own) x[to++] = shrink * treatment * value;
  }
  return x;
}

/** Each with each, and with itself. */
function countPairs(width: number): number {
  return (width * (width + 1)) / 2;
}
