/** A model of the outcome for each arm, and their difference. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import type { Model } from '../model.ts';
import { fitArms } from './fit-outcome-models.ts';
import { knowsNothing, packParts, unpackPart } from './pack-parts.ts';
import type { OutcomeModels, UpliftLearner } from './uplift-learner.ts';
import type { UpliftSet } from './uplift-set.ts';

/**
 * Kunzel et al., "Metalearners for estimating heterogeneous treatment effects using machine learning", PNAS 116 (2019), as is the
 * X-learner.
 */
export class TLearner implements UpliftLearner {
  readonly kind = 't-learner';
  readonly config: { readonly validateEvery: number | null };
  private readonly models: OutcomeModels;
  private trained: { readonly treated: Model; readonly others: Model } | undefined;

  constructor(models: OutcomeModels) {
    this.models = models;
    this.config = { validateEvery: models.validateEvery };
  }

  async fit(set: UpliftSet, { seed }: { readonly seed: number }): Promise<void> {
    const [treated, others] = await fitArms(set, this.models, seed);
    this.trained = { treated, others };
  }

  async predict(x: Float32Array, rows: number): Promise<Float32Array> {
    const { treated, others } = this.state;
    const ifNot = await others.predict(x, rows);
    return (await treated.predict(x, rows)).map((p, row) => p - ifNot[row]!);
  }

  save(): ArtifactFiles {
    const { treated, others } = this.state;
    return packParts({ treated: treated.save(), others: others.save() });
  }

  load(files: ArtifactFiles): void {
    const [treated, others] = [this.models.createModel(), this.models.createModel()];
    treated.load(unpackPart(files, 'treated'));
    others.load(unpackPart(files, 'others'));
    this.trained = { treated, others };
  }

  private get state() {
    if (this.trained) return this.trained;
    throw knowsNothing(this.kind);
  }
}
