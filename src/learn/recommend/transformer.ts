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
/** The latest products that are left out in turn to see what they say. */
const REASONS = 5;

/** Steps of training to go once through these sequences, about. */
export function stepsOfEpoch(sequences: readonly ProductSequence[]): number {
  const windows = sequences.reduce((sum, { length }) => sum + Math.ceil(Math.max(0, length - 1) / LENGTH), 0);
  return Math.ceil(windows / SETTINGS.batch);
}

/** What was said last: all products of a history are asked about in a row. */
interface Said {
  readonly history: ProductSequence;
  readonly scores: Float32Array;
  /** The chances without each of the latest products, by product; empty until somebody asks why. */
  readonly without: Map<number, Float32Array>;
}

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
  private last: Said | undefined;

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
    return this.say(history).scores.slice();
  }

  /** What a product's chance loses without each of the latest steps. */
  reasons(history: ProductSequence, product: number): ReadonlyMap<number, number> {
    const { scores, without } = this.say(history);
    if (without.size === 0 && history.length > 0) this.leaveOutEach(history, without);
    return new Map(
      [...without].map(([source, left]) => [source, Math.max(0, scores[product]! - left[product]!)]),
    );
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
    const shape = { ...SETTINGS, items: trained.products, length: trained.length, batch: REASONS };
    const model = new CausalTransformer(compute, shape, createRandom(SETTINGS.seed));
    if (model.parameters.length !== trained.parameters.length) throw unreadable();
    model.parameters.write(trained.parameters);
    this.model = model;
    this.trained = trained;
    this.last = undefined;
  }

  private say(history: ProductSequence): Said {
    const { model, trained } = this.known;
    if (this.last?.history !== history) {
      const [chances] = history.length === 0 ? [] : chancesAfter(model, [history]);
      const scores = chances ?? new Float32Array(trained.products);
      this.last = { history, scores, without: new Map() };
    }
    return this.last!;
  }

  /** All at once, and for all products: a contact is told why of several. */
  private leaveOutEach(history: ProductSequence, without: Map<number, Float32Array>): void {
    const { model, trained } = this.known;
    const latest = [...new Set([...history].reverse())].slice(0, REASONS);
    const left = latest.map((source) => history.filter((step) => step !== source));
    const asked = left.filter(({ length }) => length > 0);
    const chances = asked.length === 0 ? [] : chancesAfter(model, asked);
    latest.forEach((source, at) => {
      const own = asked.indexOf(left[at]!);
      without.set(source, chances[own] ?? new Float32Array(trained.products));
    });
  }

  private get known(): { readonly model: CausalTransformer; readonly trained: Trained } {
    if (this.model && this.trained) return { model: this.model, trained: this.trained };
    throw new AppError('invalid', 'This transformer knows nothing yet: fit it, or load a saved one.');
  }
}

/** Of each product to come next after each of these histories, of which none is empty. */
function chancesAfter(model: CausalTransformer, histories: readonly ProductSequence[]): Float32Array[] {
  const { length, items } = model.shape;
  const scores = model.score(packHistories(histories, { length, padding: items }));
  return histories.map((_, at) => {
    const own = scores.subarray(at * items, (at + 1) * items);
    const most = own.reduce((a, b) => Math.max(a, b));
    const chances = own.map((score) => Math.exp(score - most));
    const sum = chances.reduce((a, b) => a + b);
    return chances.map((chance) => chance / sum);
  });
}

function unreadable(): AppError {
  return new AppError(
    'invalid',
    'The saved transformer cannot be read (its files do not fit together). Train again to replace it.',
  );
}
