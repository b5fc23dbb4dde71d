/** The mean of the three that are made of models of the outcome: each errs in its own way. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import { ClassTransformation } from './class-transformation.ts';
import { knowsNothing, packParts, unpackPart } from './pack-parts.ts';
import { TLearner } from './t-learner.ts';
import type { OutcomeModels, UpliftLearner } from './uplift-learner.ts';
import type { UpliftSet } from './uplift-set.ts';
import { XLearner } from './x-learner.ts';

export class Average implements UpliftLearner {
  readonly kind = 'average';
  readonly config: { readonly validateEvery: number | null };
  private readonly models: OutcomeModels;
  private trained: readonly UpliftLearner[] | undefined;

  constructor(models: OutcomeModels) {
    this.models = models;
    this.config = { validateEvery: models.validateEvery };
  }

  async fit(set: UpliftSet, options: { readonly seed: number }): Promise<void> {
    const learners = this.createParts();
    for (const learner of learners) await learner.fit(set, options);
    this.trained = learners;
  }

  async predict(x: Float32Array, rows: number): Promise<Float32Array> {
    const mean = new Float32Array(rows);
    for (const learner of this.parts) {
      const own = await learner.predict(x, rows);
      for (let row = 0; row < rows; row += 1) mean[row]! += own[row]! / this.parts.length;
    }
    return mean;
  }

  save(): ArtifactFiles {
    return packParts(Object.fromEntries(this.parts.map((learner) => [learner.kind, learner.save()])));
  }

  load(files: ArtifactFiles): void {
    const learners = this.createParts();
    for (const learner of learners) learner.load(unpackPart(files, learner.kind));
    this.trained = learners;
  }

  private createParts() {
    return [new TLearner(this.models), new XLearner(this.models), new ClassTransformation(this.models)];
  }

  private get parts(): readonly UpliftLearner[] {
    if (this.trained) return this.trained;
    throw knowsNothing(this.kind);
  }
}
