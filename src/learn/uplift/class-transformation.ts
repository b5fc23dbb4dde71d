/** Twice the chance, minus one, of "treated with, or untreated without the outcome", which needs halves. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import { AppError } from '../../errors.ts';
import type { Model } from '../model.ts';
import { checkArms } from './check-arms.ts';
import { fitOutcomeModel } from './fit-outcome-models.ts';
import { knowsNothing, packParts, unpackPart } from './pack-parts.ts';
import type { OutcomeModels, UpliftLearner } from './uplift-learner.ts';
import type { UpliftSet } from './uplift-set.ts';

const PART = 'same';

/** Jaskowski and Jaroszewicz, "Uplift modeling for clinical trial data", ICML workshop (2012). */
export class ClassTransformation implements UpliftLearner {
  readonly kind = 'class-transformation';
  readonly config: { readonly validateEvery: number | null };
  private readonly models: OutcomeModels;
  private trained: Model | undefined;

  constructor(models: OutcomeModels) {
    this.models = models;
    this.config = { validateEvery: models.validateEvery };
  }

  /** Throws `invalid` unless about half are treated, too. */
  async fit(set: UpliftSet, { seed }: { readonly seed: number }): Promise<void> {
    checkArms(set);
    const share = set.treated.reduce((sum, one) => sum + one, 0) / set.rows;
    if (Math.abs(share - 0.5) > 0.02)
      throw new AppError(
        'invalid',
        `Class transformation needs a test in which half are treated, here it is ${share.toFixed(2)}: choose another way.`,
      );
    const same = Uint8Array.from(set.treated, (treated, row) => (treated === set.y[row] ? 1 : 0));
    this.trained = await fitOutcomeModel({ ...set, y: same }, this.models, seed);
  }

  async predict(x: Float32Array, rows: number): Promise<Float32Array> {
    return (await this.model.predict(x, rows)).map((p) => 2 * p - 1);
  }

  save(): ArtifactFiles {
    return packParts({ [PART]: this.model.save() });
  }

  load(files: ArtifactFiles): void {
    const model = this.models.createModel();
    model.load(unpackPart(files, PART));
    this.trained = model;
  }

  private get model(): Model {
    if (this.trained) return this.trained;
    throw knowsNothing(this.kind);
  }
}
