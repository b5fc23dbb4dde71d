/** The recommender that reads a history in its order: a causal transformer over the catalogue. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import { AppError } from '../../errors.ts';
import { createRandom } from '../../statistics/random.ts';
import { CausalTransformer } from '../../tensor/causal-transformer.ts';
import { openCompute } from '../../tensor/open-compute.ts';
import { packHistories } from './cut-windows.ts';
import { bufferOf, bytesOf } from './neighbours.ts';
import type { LearnOptions, ProductFacts, ProductSequence, Recommender } from './recommender.ts';
import { type TransformerSettings, trainTransformer } from './train-transformer.ts';

/** Two layers of SASRec's width; what is left is customary. */
const SETTINGS: Omit<TransformerSettings, 'length'> = {
  width: 64,
  heads: 1,
  layers: 2,
  batch: 128,
  dropout: 0.2,
  rate: 0.002,
  weightDecay: 0,
  epochs: 150,
  patience: 5,
  heldOut: 0.1,
  seed: 1,
};
const LENGTH = 50;
/** Of larger catalogues the next item is told from so many drawn ones: the whole takes four times as long for 3,400. */
const WHOLE = 1500;
const NEGATIVES = 512;
/** The latest steps that are left out in turn to see what they say. */
const REASONS = 5;

interface Trained {
  readonly products: number;
  readonly length: number;
  readonly parameters: Float32Array;
}

export class Transformer implements Recommender {
  readonly kind = 'transformer';
  readonly config = { ...SETTINGS, length: LENGTH };
  private trained: Trained | undefined;
  private model: CausalTransformer | undefined;
  private last: { readonly history: ProductSequence; readonly scores: Float32Array } | undefined;

  async fit({ sequences, products }: ProductFacts, options: LearnOptions = {}): Promise<void> {
    const longest = sequences.reduce((most, { length }) => Math.max(most, length), 2);
    const settings = {
      ...SETTINGS,
      length: Math.min(LENGTH, longest - 1),
      negatives: products > WHOLE ? NEGATIVES : 0,
    };
    const compute = await openCompute();
    const { parameters } = await trainTransformer({
      ...options,
      ...{ compute, items: products, sequences, settings },
    });
    await this.use({ products, length: settings.length, parameters });
  }

  /** The chance of each product to come next; nothing to say of whoever has no history. */
  score(history: ProductSequence): Float32Array {
    const { model, trained } = this.known;
    if (this.last?.history === history) return this.last.scores.slice();
    const scores = history.length === 0 ? new Float32Array(trained.products) : this.chances(model, [history]);
    this.last = { history, scores };
    return scores.slice();
  }

  /** What a product's chance loses without each of the latest steps. */
  reasons(history: ProductSequence, product: number): ReadonlyMap<number, number> {
    const { model } = this.known;
    const reasons = new Map<number, number>();
    const latest = [...new Set([...history].reverse())].slice(0, REASONS);
    const chance = this.score(history)[product]!;
    for (const source of latest) {
      const without = history.filter((step) => step !== source);
      const left = without.length === 0 ? 0 : this.chances(model, [without])[product]!;
      reasons.set(source, Math.max(0, chance - left));
    }
    return reasons;
  }

  save(): ArtifactFiles {
    const { products, length, parameters } = this.known.trained;
    return {
      'transformer-shape.i32': bytesOf(Int32Array.of(products, length)),
      'transformer-parameters.f32': bytesOf(parameters),
    };
  }

  async load(files: ArtifactFiles): Promise<void> {
    const [products, length] = new Int32Array(bufferOf(files, 'transformer-shape.i32'));
    const parameters = new Float32Array(bufferOf(files, 'transformer-parameters.f32'));
    if (products === undefined || length === undefined) throw unreadable();
    await this.use({ products, length, parameters });
  }

  private async use(trained: Trained): Promise<void> {
    const compute = await openCompute();
    const shape = { ...SETTINGS, items: trained.products, length: trained.length, batch: 1 };
    const model = new CausalTransformer(compute, shape, createRandom(SETTINGS.seed));
    if (model.parameters.length !== trained.parameters.length) throw unreadable();
    model.parameters.write(trained.parameters);
    this.model = model;
    this.trained = trained;
    this.last = undefined;
  }

  private chances(model: CausalTransformer, histories: readonly ProductSequence[]): Float32Array {
    const scores = model.score(
      packHistories(histories, { length: model.shape.length, padding: model.shape.items }),
    );
    const most = scores.reduce((a, b) => Math.max(a, b));
    const chances = scores.map((score) => Math.exp(score - most));
    const sum = chances.reduce((a, b) => a + b);
    return chances.map((chance) => chance / sum);
  }

  private get known(): { readonly model: CausalTransformer; readonly trained: Trained } {
    if (this.model && this.trained) return { model: this.model, trained: this.trained };
    throw new AppError('invalid', 'This transformer knows nothing yet: fit it, or load a saved one.');
  }
}

function unreadable(): AppError {
  return new AppError(
    'invalid',
    'The saved transformer cannot be read (its files do not fit together). Train again to replace it.',
  );
}
