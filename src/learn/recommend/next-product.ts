/** Likely next products of a contact, by the blend of recommenders that found left-out products best. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import type { NextProduct } from '../../domain/model-run.ts';
import type { NightBudget } from '../../domain/night-budget.ts';
import type { ProductStep } from '../../domain/product-step.ts';
import type { RecommenderLineage } from '../../domain/recommender-decision.ts';
import { AppError } from '../../errors.ts';
import { type Beginning, beginFrom } from './beginning.ts';
import { Blend, type BlendWeights, type Opinion } from './blend.ts';
import { NIGHTLY_STEPS } from './choose-recommenders.ts';
import { hashFacts } from './hash-facts.ts';
import { type Attributes, numberById, numberProducts, numberSteps } from './number-products.ts';
import { plainSequence } from './product-sequence.ts';
import { chooseCircumstances } from './step-circumstances.ts';
import { type Categories, topVaried } from './vary-categories.ts';

/**
 * Served until there is enough to choose by: chosen on UCI Online Retail by each customer's last product but one. By the order
 * before the last, left out whole, they find as much as what would be chosen of these now (NDCG@10 0.0363 and 0.0374 of 1,761).
 */
export const DEFAULT_WEIGHTS: BlendWeights = {
  popularity: 0.05,
  'markov-chain': 0.65,
  'item-cosine': 0.3,
  attributes: 0.02,
};

const PRODUCTS = 'products.json';

export interface RecommendOptions {
  /** Products never to recommend: out of stock, or bought already and not bought twice. */
  readonly exclude?: ReadonlySet<string>;
  /** Of `productIds`; without it any number may be of one kind. */
  readonly categories?: Categories;
  /** Takes the last place, unless it is among the likeliest anyway. */
  readonly last?: NextProduct | null;
}

const NO_CATEGORIES: Categories = { of: [], products: new Map() };

export interface NextProductOptions {
  /** What products are like; those that nobody met yet can be recommended by it. */
  readonly attributes?: Attributes;
  /** What `evaluateNextProduct` chose. */
  readonly weights?: BlendWeights;
  /** For the transformer: it has learnt all but what the weights were chosen and judged by. */
  readonly beginning?: Beginning | null;
  /** Whose time ends a training in rounds, after one; without, there is no end. */
  readonly night?: NightBudget;
  /** How far a recommender is that learns in rounds, in words. */
  readonly onProgress?: (text: string) => void;
}

export type LearntFrom = Pick<
  RecommenderLineage,
  'contacts' | 'products' | 'steps' | 'factsHash' | 'kinds' | 'startedFrom'
>;

export class NextProductModel {
  private readonly blend = new Blend();
  /** By number, once it has learnt or was loaded. */
  productIds: readonly string[] = [];
  private numbers: ReadonlyMap<string, number> = new Map();

  /** Learns from the contacts' steps, oldest first, and says from how many. Throws `invalid` when there are none. */
  async fit(
    sequences: readonly (readonly ProductStep[])[],
    options: NextProductOptions = {},
  ): Promise<LearntFrom> {
    const facts = chooseCircumstances(numberProducts(sequences, options.attributes ?? new Map()));
    const { weights = DEFAULT_WEIGHTS, beginning = null, night, onProgress } = options;
    const budget = night && { seconds: night.secondsLeft(), clock: night.clock };
    const startFrom = beginFrom(beginning, facts);
    await this.blend.fit(facts, weights, { steps: NIGHTLY_STEPS, startFrom, budget, onProgress });
    this.use(facts.productIds);
    const known = facts.sequences.filter(({ products }) => products.length > 0);
    return {
      contacts: known.length,
      products: facts.products,
      steps: known.reduce((sum, { products }) => sum + products.length, 0),
      factsHash: hashFacts(facts),
      kinds: this.blend.configs,
      startedFrom: (weights.transformer ?? 0) > 0 && startFrom ? beginning!.learntFrom : null,
    };
  }

  /** The `k` likeliest next products, best first. `because` is the product of the history that speaks for it most. */
  recommend(history: readonly ProductStep[], k: number, options: RecommendOptions = {}): NextProduct[] {
    const opinion = this.blend.read(numberSteps(history, this.numbers));
    const { exclude = new Set<string>(), categories = NO_CATEGORIES, last = null } = options;
    const excluded = new Set([...exclude].flatMap((id) => this.numbers.get(id) ?? []));
    const name = (product: number) => this.name(opinion, product);
    const best = topVaried(opinion.scores, k, { excluded, categories }).map(name);
    if (last === null || best.some(({ productId }) => productId === last.productId)) return best;
    const number = this.numbers.get(last.productId);
    if (number !== undefined) excluded.add(number);
    const taken = (number === undefined ? null : categories.of[number]) ?? null;
    return [...topVaried(opinion.scores, k - 1, { excluded, categories, taken }).map(name), last];
  }

  /** Everything that `load` needs to recommend exactly the same. */
  save(): ArtifactFiles {
    return { ...this.blend.save(), [PRODUCTS]: new TextEncoder().encode(JSON.stringify(this.productIds)) };
  }

  /** Throws `invalid` when the files are damaged. */
  async load(files: ArtifactFiles): Promise<void> {
    await this.blend.load(files);
    const productIds = readProductIds(files);
    if (this.blend.read(plainSequence([])).scores.length !== productIds.length)
      throw new AppError(
        'invalid',
        'The saved recommender cannot be read (its files do not fit together). Train again to replace it.',
      );
    this.use(productIds);
  }

  private name(opinion: Opinion, product: number): NextProduct {
    const because = strongestReason(opinion, product);
    return {
      productId: this.productIds[product]!,
      score: opinion.scores[product]!,
      because: because === null ? null : this.productIds[because]!,
    };
  }

  private use(productIds: readonly string[]): void {
    this.productIds = productIds;
    this.numbers = numberById(productIds);
  }
}

/** The product of the history that accounts for the most, unless popularity accounts for more. */
function strongestReason({ scores, reasonsFor }: Opinion, product: number): number | null {
  const reasons = [...reasonsFor(product)];
  const popularity = scores[product]! - reasons.reduce((sum, [, reason]) => sum + reason, 0);
  const [source, most] = reasons.reduce((best, one) => (one[1] > best[1] ? one : best), [-1, 0]);
  return most > popularity ? source : null;
}

/** By number, of saved files alone. Throws `invalid` when they are damaged. */
export function readProductIds(files: ArtifactFiles): readonly string[] {
  try {
    return JSON.parse(new TextDecoder().decode(files[PRODUCTS]!));
  } catch (cause) {
    throw new AppError('invalid', 'The saved recommender cannot be read. Train again to replace it.', {
      cause,
    });
  }
}
