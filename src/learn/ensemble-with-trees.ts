/** The ensemble and gradient boosting together: they err differently, so the mean of what they say often errs less than either. */

import type { ArtifactFiles } from '../domain/artifact.ts';
import { shareThrough } from '../statistics/share-through.ts';
import { sigmoid } from '../statistics/sigmoid.ts';
import { EnsembleNetwork, type EnsembleOptions } from './ensemble-network.ts';
import { GradientBoosting, type TreesOptions } from './gradient-boosting.ts';
import type { FitOptions, FitReport, Model, ModelInputs, TrainingSet } from './model.ts';
import { reportPlainFit } from './report-plain-fit.ts';

export interface BothOptions {
  readonly ensemble?: EnsembleOptions | undefined;
  readonly trees?: TreesOptions | undefined;
}

/** Probabilities are kept this far from 0 and 1, so that a sure one does not decide alone. */
const CLIP = 1e-7;
const PARTS = ['ensemble', 'trees'] as const;

/**
 * The mean of both logits, each calibrated by itself. Half and half rather than by weights that held-out rows choose: those were
 * no better (README, "Learning on public data", which says on what rows).
 */
export class EnsembleWithTrees implements Model {
  readonly kind = 'ensemble-with-trees';
  private ensemble: EnsembleNetwork;
  private trees: GradientBoosting;

  /** Throws `invalid` on options that either does not have. */
  constructor({ ensemble, trees }: BothOptions = {}) {
    this.ensemble = new EnsembleNetwork(ensemble);
    this.trees = new GradientBoosting(trees);
  }

  get config() {
    return { ensemble: this.ensemble.config, trees: this.trees.config };
  }

  get inputs(): ModelInputs {
    return this.ensemble.inputs;
  }

  /** What is begun from may be the ensemble of another such model. */
  async fit(training: TrainingSet, validation: TrainingSet, options: FitOptions): Promise<FitReport> {
    const startFrom = ensembleOf(options.startFrom);
    const report = await this.ensemble.fit(training, validation, { seed: options.seed, startFrom });
    await this.trees.fit(training, validation, { seed: options.seed });
    return this.report({ training, validation }, report, options);
  }

  /** The same as `fit`, of both parts that have learnt from the same sets already. */
  static of(ensemble: EnsembleNetwork, trees: GradientBoosting): EnsembleWithTrees {
    const both = new EnsembleWithTrees();
    both.ensemble = ensemble;
    both.trees = trees;
    return both;
  }

  /** How well both together foretell the sets that they learnt from, on one of which each was calibrated: that loss flatters a little. */
  report(
    sets: { readonly training: TrainingSet; readonly validation: TrainingSet },
    { backend, warm }: Pick<FitReport, 'backend' | 'warm'>,
    options: FitOptions,
  ): FitReport {
    return { ...reportPlainFit(this, sets, options), backend, warm };
  }

  /** The trees answer while the network's team does. */
  async predict(x: Float32Array, rows: number): Promise<Float32Array> {
    const [ensemble, trees] = await Promise.all(PARTS.map((part) => this[part].predict(x, rows)));
    return meanOf(ensemble!, trees!);
  }

  predictFew(x: Float32Array, rows: number): Float32Array {
    return meanOf(this.ensemble.predictFew(x, rows), this.trees.predictFew(x, rows));
  }

  /** A feature's effects on what either part says, shared on through their mean. */
  async attribute(x: Float32Array, rows: number): Promise<Float32Array> {
    const { medians } = this.inputs;
    const effects = await Promise.all(PARTS.map((name) => this[name].attribute(x, rows)));
    const said = PARTS.map((name) => this[name].predictFew(x, rows));
    const typical = PARTS.map((name) => this[name].predictFew(medians, 1)[0]!);
    const width = medians.length;
    const attributions = new Float32Array(x.length);
    for (let row = 0; row < rows; row += 1) {
      const own = attributions.subarray(row * width, (row + 1) * width);
      const sums = PARTS.map((_, part) => ({
        ...{ from: typical[part]!, to: said[part]![row]! },
        parts: effects[part]!.subarray(row * width, (row + 1) * width),
      }));
      const [ensemble, trees] = shareThrough(([one, other]) => meanChance(one!, other!), sums);
      own.forEach((_, column) => {
        own[column] = ensemble![column]! + trees![column]!;
      });
    }
    return attributions;
  }

  save(): ArtifactFiles {
    const named = PARTS.map((part) =>
      Object.entries(this[part].save()).map(([name, file]) => [`${part}-${name}`, file]),
    );
    return Object.fromEntries(named.flat());
  }

  load(files: ArtifactFiles): void {
    const [ensemble, trees] = [new EnsembleNetwork(), new GradientBoosting()];
    ensemble.load(filesOf('ensemble', files));
    trees.load(filesOf('trees', files));
    this.ensemble = ensemble;
    this.trees = trees;
  }

  /** The network that it holds, for another to begin from. */
  get network(): EnsembleNetwork {
    return this.ensemble;
  }
}

/** The model itself where it is no such blend. */
export function ensembleOf(model: Model | undefined): Model | undefined {
  return model instanceof EnsembleWithTrees ? model.network : model;
}

function filesOf(part: string, files: ArtifactFiles): ArtifactFiles {
  const prefix = `${part}-`;
  const own = Object.entries(files).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, file]) => [name.slice(prefix.length), file]));
}

function meanOf(ensemble: Float32Array, trees: Float32Array): Float32Array {
  return ensemble.map((said, row) => meanChance(said, trees[row]!));
}

/** The probability of the mean of both logits. */
function meanChance(first: number, second: number): number {
  return sigmoid((logit(first) + logit(second)) / 2);
}

function logit(probability: number): number {
  const kept = Math.min(1 - CLIP, Math.max(CLIP, probability));
  return Math.log(kept / (1 - kept));
}
