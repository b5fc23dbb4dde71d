/** What each row would have done in the other arm, by that arm's model, and a ridge regression of the differences. */

import { z } from 'zod';
import type { ArtifactFiles } from '../../domain/artifact.ts';
import { checkWidth } from '../check-training-set.ts';
import { JsonKnowledge } from '../json-knowledge.ts';
import { takeRows } from '../take-rows.ts';
import { rowsOf } from './check-arms.ts';
import { fitArms } from './fit-outcome-models.ts';
import { fitRidgeWeights, predictRidge, RIDGE } from './fit-ridge-weights.ts';
import type { OutcomeModels, UpliftLearner } from './uplift-learner.ts';
import type { UpliftSet } from './uplift-set.ts';

const KNOWN = z.object({ onTreated: RIDGE, onOthers: RIDGE, share: z.number() });

/** The two regressions are weighted by the share treated. Kunzel et al.: see `TLearner`. */
export class XLearner implements UpliftLearner {
  readonly kind = 'x-learner';
  readonly config: { readonly validateEvery: number | null };
  private readonly models: OutcomeModels;
  private readonly known = new JsonKnowledge({ what: 'x-learner', file: 'x-learner.json', schema: KNOWN });

  constructor(models: OutcomeModels) {
    this.models = models;
    this.config = { validateEvery: models.validateEvery };
  }

  async fit(set: UpliftSet, { seed }: { readonly seed: number }): Promise<void> {
    const [treated, others] = await fitArms(set, this.models, seed);
    const ifTreated = await treated.predict(set.x, set.rows);
    const ifNot = await others.predict(set.x, set.rows);
    const effectOf = (row: number) =>
      set.treated[row] === 1 ? set.y[row]! - ifNot[row]! : ifTreated[row]! - set.y[row]!;
    const regress = (group: 0 | 1) => {
      const rows = rowsOf(set, group);
      return fitRidgeWeights(takeRows(set, rows), Float64Array.from(rows, effectOf));
    };
    const share = set.treated.reduce((sum, one) => sum + one, 0) / set.rows;
    this.known.learn({ onTreated: regress(1), onOthers: regress(0), share });
  }

  /** No chance moves by more than from none to certainty, whatever a straight line says far out. */
  async predict(x: Float32Array, rows: number): Promise<Float32Array> {
    const { onTreated, onOthers, share } = this.known.value;
    checkWidth(x, rows, onTreated.scaling.columns.length);
    const fromTreated = predictRidge(onTreated, x, rows);
    const fromOthers = predictRidge(onOthers, x, rows);
    return fromTreated.map((effect, row) =>
      Math.min(1, Math.max(-1, (1 - share) * effect + share * fromOthers[row]!)),
    );
  }

  save(): ArtifactFiles {
    return this.known.save();
  }

  load(files: ArtifactFiles): void {
    this.known.load(files);
  }
}
