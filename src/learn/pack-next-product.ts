/** The saved form of the next-product model: one JSON file of products, one binary file for each array of counts. */

import type { ArtifactFiles } from '../domain/artifact.ts';
import { AppError } from '../errors.ts';
import type { Neighbours } from './count-neighbours.ts';

const PRODUCTS = 'products.json';

/** All that is counted from the sequences. Products are numbered in the order of `productIds`. */
export interface ProductCounts {
  readonly productIds: readonly string[];
  /** How often each product occurs, as a share of the most frequent one. */
  readonly popularity: Float32Array;
  readonly together: Neighbours;
  readonly transitions: Neighbours;
}

/** The files of the counts. */
export function packNextProduct(counts: ProductCounts): ArtifactFiles {
  return {
    [PRODUCTS]: new TextEncoder().encode(JSON.stringify(counts.productIds)),
    'popularity.f32': bytesOf(counts.popularity),
    ...packNeighbours('together', counts.together),
    ...packNeighbours('transitions', counts.transitions),
  };
}

/** The counts of the files; throws `invalid` when they are damaged. */
export function unpackNextProduct(files: ArtifactFiles): ProductCounts {
  try {
    const productIds: string[] = JSON.parse(new TextDecoder().decode(files[PRODUCTS]!));
    const counts = {
      productIds,
      popularity: new Float32Array(bufferOf(files, 'popularity.f32')),
      together: unpackNeighbours('together', files, productIds.length),
      transitions: unpackNeighbours('transitions', files, productIds.length),
    };
    if (counts.popularity.length !== productIds.length) throw new Error('popularity.f32 is cut short');
    return counts;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      'invalid',
      `The saved recommender cannot be read (${why}). Train again to replace it.`,
      { cause },
    );
  }
}

function packNeighbours(name: string, neighbours: Neighbours): ArtifactFiles {
  return {
    [`${name}-offsets.i32`]: bytesOf(neighbours.offsets),
    [`${name}-products.i32`]: bytesOf(neighbours.products),
    [`${name}-weights.f32`]: bytesOf(neighbours.weights),
  };
}

function unpackNeighbours(name: string, files: ArtifactFiles, products: number): Neighbours {
  const offsets = new Int32Array(bufferOf(files, `${name}-offsets.i32`));
  const neighbours = {
    offsets,
    products: new Int32Array(bufferOf(files, `${name}-products.i32`)),
    weights: new Float32Array(bufferOf(files, `${name}-weights.f32`)),
  };
  const kept = offsets[products];
  if (kept !== neighbours.products.length || kept !== neighbours.weights.length) {
    throw new Error(`the files of ${name} do not fit together`);
  }
  return neighbours;
}

function bytesOf(array: Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength).slice();
}

function bufferOf(files: ArtifactFiles, name: string): ArrayBuffer {
  const file = files[name];
  if (!file) throw new Error(`${name} is missing`);
  return file.slice().buffer;
}
