/** The recommender to beat: always the most popular products. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import { AppError } from '../../errors.ts';
import { checkProductFacts } from './check-product-facts.ts';
import { bufferOf, bytesOf } from './neighbours.ts';
import type { ProductFacts, Recommender } from './recommender.ts';

const FILE = 'popularity.f32';

export class Popularity implements Recommender {
  readonly kind = 'popularity';
  readonly config = {};
  private shares: Float32Array | undefined;

  /** Counts how often each product occurs, as a share of the most frequent one. */
  async fit(facts: ProductFacts): Promise<void> {
    checkProductFacts(facts);
    const { sequences, products } = facts;
    const occurrences = new Float32Array(products);
    for (const sequence of sequences) for (const product of sequence.products) occurrences[product]! += 1;
    const most = occurrences.reduce((a, b) => Math.max(a, b), 1);
    this.shares = occurrences.map((count) => count / most);
  }

  predict(): Float32Array {
    if (this.shares) return this.shares.slice();
    throw new AppError('invalid', 'This popularity knows nothing yet: fit it, or load a saved one.');
  }

  reasons(): ReadonlyMap<number, number> {
    return new Map();
  }

  save(): ArtifactFiles {
    return { [FILE]: bytesOf(this.predict()) };
  }

  async load(files: ArtifactFiles): Promise<void> {
    this.shares = new Float32Array(bufferOf(files, FILE));
  }
}
