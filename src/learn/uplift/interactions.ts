/** One logistic regression of both groups, in which the treatment changes what each feature says. */

import { z } from 'zod';
import type { ArtifactFiles } from '../../domain/artifact.ts';
import { checkWidth } from '../check-training-set.ts';
import { fitLogisticWeights, predictLogistic } from '../fit-logistic-weights.ts';
import { JsonKnowledge } from '../json-knowledge.ts';
import { learnScaling, SCALING, scaleFeatures } from '../scale-features.ts';
import { checkArms } from './check-arms.ts';
import type { UpliftLearner } from './uplift-learner.ts';
import type { UpliftSet } from './uplift-set.ts';

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

const KNOWN = z.object({
  scaling: SCALING,
  weights: z.array(z.number()),
  /** How many of the rows were treated. */
  share: z.number(),
  /** Whether pairs of features are among the columns. */
  paired: z.boolean(),
});

/**
 * Features and their pairs say how likely the outcome is for anybody; the treatment shifts it, by more or less as each
 * feature says. Both groups teach the first part, so that less chance is left in the second than where each group has a
 * model of its own, the more so where one of the groups is small.
 * Lo, "The true lift model", ACM SIGKDD Explorations 4 (2002).
 */
export class Interactions implements UpliftLearner {
  readonly kind = 'interactions';
  readonly config = { l2: L2, effectL2: EFFECT_L2, mostPaired: MOST_PAIRED, rowsAPair: ROWS_A_PAIR } as const;
  private readonly known = new JsonKnowledge({
    what: 'interactions',
    file: 'interactions.json',
    schema: KNOWN,
  });

  /** Draws nothing by lot, so there is no seed to know. */
  async fit(set: UpliftSet): Promise<void> {
    checkArms(set);
    const columns = [...set.featureNames.keys()];
    const width = columns.length;
    const scaling = learnScaling(set, columns);
    const share = set.treated.reduce((sum, one) => sum + one, 0) / set.rows;
    const paired = width <= MOST_PAIRED && set.rows >= ROWS_A_PAIR * countPairs(width);
    const design = buildDesign(scaleFeatures(scaling, set.x, set.rows), {
      ...{ rows: set.rows, width, paired },
      treatmentOf: (row) => set.treated[row]! - share,
    });
    this.known.learn({ scaling, weights: [...fitLogisticWeights(design, set.y, L2)], share, paired });
  }

  async predict(x: Float32Array, rows: number): Promise<Float32Array> {
    const { scaling, weights, share, paired } = this.known.value;
    const width = scaling.columns.length;
    checkWidth(x, rows, width);
    const z = scaleFeatures(scaling, x, rows);
    const [ifTreated, ifNot] = [1, 0].map((treated) =>
      predictLogistic(
        weights,
        buildDesign(z, { rows, width, paired, treatmentOf: () => treated - share }),
        rows,
      ),
    );
    return ifTreated!.map((value, row) => value - ifNot![row]!);
  }

  save(): ArtifactFiles {
    return this.known.save();
  }

  load(files: ArtifactFiles): void {
    this.known.load(files);
  }
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
