/** A recommender that asks a network over sequences of products, whichever that is. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import { AppError } from '../../errors.ts';
import type { Compute } from '../../tensor/compute.ts';
import type { FormerNetwork } from '../../tensor/move-items.ts';
import { openCompute } from '../../tensor/open-compute.ts';
import type { SequenceNetwork } from '../../tensor/sequence-network.ts';
import { checkProductFacts } from './check-product-facts.ts';
import { packHistories } from './cut-windows.ts';
import { bufferOf, bytesOf } from './neighbours.ts';
import { leaveProductOut, type ProductSequence } from './product-sequence.ts';
import type { LearnOptions, ProductFacts, Recommender, RecommenderKind, StartFrom } from './recommender.ts';
import type { RoundsRequest, RoundsSettings, TrainedNetwork } from './train-rounds.ts';

/** The latest products that are left out in turn to see what they say. */
const REASONS = 5;

/** All that settings depend on. */
interface Extent {
  readonly products: number;
  /** Of the longest history. */
  readonly steps: number;
  readonly circumstances: readonly number[];
}

/** A kind of network, how it is opened with parameters to come, and how it is trained. */
export interface NetworkKind<Settings extends RoundsSettings> {
  readonly kind: RecommenderKind;
  settingsFor(extent: Extent): Settings;
  open(compute: Compute, shape: Settings & { readonly items: number }): SequenceNetwork;
  train(request: RoundsRequest<Settings>): Promise<TrainedNetwork>;
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
  readonly circumstances: readonly number[];
  readonly parameters: Float32Array;
}

export class SequenceRecommender<Settings extends RoundsSettings> implements Recommender {
  readonly kind: RecommenderKind;
  readonly config: Readonly<Record<string, unknown>>;
  private readonly network: NetworkKind<Settings>;
  private trained: Trained | undefined;
  private model: SequenceNetwork | undefined;
  private last: Said | undefined;

  constructor(network: NetworkKind<Settings>) {
    this.network = network;
    this.kind = network.kind;
    this.config = Object.fromEntries(
      Object.entries(
        network.settingsFor({ products: 0, steps: Number.POSITIVE_INFINITY, circumstances: [] }),
      ),
    );
  }

  async fit(facts: ProductFacts, options: LearnOptions = {}): Promise<void> {
    checkProductFacts(facts);
    const { sequences, products } = facts;
    const settings = this.settingsFor(facts);
    const former = this.findFormer(options.startFrom, facts);
    const compute = await openCompute();
    const { parameters } = await this.network.train({
      ...options,
      ...{ compute, items: products, sequences, settings, former },
    });
    const { length, circumstances: read = [] } = settings;
    await this.use({ products, length, circumstances: read, parameters });
  }

  /** The chance of each product to come next; nothing to say of whoever has no history. */
  predict(history: ProductSequence): Float32Array {
    return this.say(history).scores.slice();
  }

  /** What a product's chance loses without each of the latest steps. */
  reasons(history: ProductSequence, product: number): ReadonlyMap<number, number> {
    const { scores, without } = this.say(history);
    if (without.size === 0 && history.products.length > 0) this.leaveOutEach(history, without);
    return new Map(
      [...without].map(([source, left]) => [source, Math.max(0, scores[product]! - left[product]!)]),
    );
  }

  save(): ArtifactFiles {
    const { products, length, circumstances, parameters } = this.known.trained;
    return {
      [`${this.kind}-shape.i32`]: bytesOf(Int32Array.of(products, length, ...circumstances)),
      [`${this.kind}-parameters.f32`]: bytesOf(parameters),
    };
  }

  async load(files: ArtifactFiles): Promise<void> {
    await this.use(this.read(files));
  }

  /** Whether a training on these facts may begin from what was saved: its places and circumstances are the same. */
  canBeginFrom(files: ArtifactFiles, facts: ProductFacts): boolean {
    const kept = this.read(files);
    const { length, circumstances = [] } = this.settingsFor(facts);
    return kept.length === length && kept.circumstances.join() === circumstances.join();
  }

  private read(files: ArtifactFiles): Trained {
    // One that was saved before steps had circumstances names none, and reads none.
    const shape = new Int32Array(bufferOf(files, `${this.kind}-shape.i32`));
    const [products, length, ...circumstances] = shape;
    const parameters = new Float32Array(bufferOf(files, `${this.kind}-parameters.f32`));
    if (products === undefined || length === undefined) throw this.unreadable();
    return { products, length, circumstances, parameters };
  }

  private findFormer(start: StartFrom | undefined, facts: ProductFacts): FormerNetwork | undefined {
    if (start?.kind !== this.kind || !this.canBeginFrom(start.files, facts)) return undefined;
    const { products, parameters } = this.read(start.files);
    return { items: products, parameters, numbers: start.numbers };
  }

  private settingsFor({ sequences, products, circumstances }: ProductFacts): Settings {
    const longest = sequences.reduce((most, own) => Math.max(most, own.products.length), 2);
    return this.network.settingsFor({ products, steps: longest - 1, circumstances });
  }

  private async use(trained: Trained): Promise<void> {
    const compute = await openCompute();
    const settings = this.network.settingsFor({ ...trained, steps: trained.length });
    const model = this.network.open(compute, { ...settings, items: trained.products, batch: REASONS });
    if (model.parameters.length !== trained.parameters.length) throw this.unreadable();
    model.parameters.write(trained.parameters);
    this.model = model;
    this.trained = trained;
    this.last = undefined;
  }

  private say(history: ProductSequence): Said {
    const { model, trained } = this.known;
    if (this.last?.history !== history) {
      const [chances] = history.products.length === 0 ? [] : chancesAfter(model, [history]);
      const scores = chances ?? new Float32Array(trained.products);
      this.last = { history, scores, without: new Map() };
    }
    return this.last!;
  }

  /** All at once, and for all products: a contact is told why of several. */
  private leaveOutEach(history: ProductSequence, without: Map<number, Float32Array>): void {
    const { model, trained } = this.known;
    const latest = [...new Set([...history.products].reverse())].slice(0, REASONS);
    const left = latest.map((source) => leaveProductOut(history, source));
    const asked = left.filter(({ products }) => products.length > 0);
    const chances = asked.length === 0 ? [] : chancesAfter(model, asked);
    latest.forEach((source, at) => {
      const own = asked.indexOf(left[at]!);
      without.set(source, chances[own] ?? new Float32Array(trained.products));
    });
  }

  private get known(): { readonly model: SequenceNetwork; readonly trained: Trained } {
    if (this.model && this.trained) return { model: this.model, trained: this.trained };
    throw new AppError('invalid', `This ${this.kind} knows nothing yet: fit it, or load a saved one.`);
  }

  private unreadable(): AppError {
    return new AppError(
      'invalid',
      `The saved ${this.kind} cannot be read (its files do not fit together). Train again to replace it.`,
    );
  }
}

/** Of each product to come next after each of these histories, of which none is empty. */
function chancesAfter(model: SequenceNetwork, histories: readonly ProductSequence[]): Float32Array[] {
  const { length, items } = model.shape;
  const packed = packHistories(histories, { length, padding: items });
  const scores = model.score(packed.items, packed.circumstances);
  return histories.map((_, at) => {
    const own = scores.subarray(at * items, (at + 1) * items);
    const most = own.reduce((a, b) => Math.max(a, b));
    const chances = own.map((score) => Math.exp(score - most));
    const sum = chances.reduce((a, b) => a + b);
    return chances.map((chance) => chance / sum);
  });
}
