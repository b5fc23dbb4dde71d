/** A sparse matrix of how strongly each product points to others, and its saved form. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import { AppError } from '../../errors.ts';

/** For each product its strongest neighbours: those of `p` lie from `offsets[p]` up to `offsets[p + 1]`. */
export interface Neighbours {
  readonly offsets: Int32Array;
  readonly products: Int32Array;
  readonly weights: Float32Array;
}

/** Keeps for each product the `kept` neighbours of the largest absolute weight; of equals, the lower numbers. */
export function keepStrongest(
  products: number,
  kept: number,
  strengthsOf: (product: number) => [product: number, weight: number][],
): Neighbours {
  const offsets = new Int32Array(products + 1);
  const rows: [number, number][][] = [];
  for (let product = 0; product < products; product += 1) {
    const strengths = strengthsOf(product);
    if (strengths.length > kept) strengths.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]) || a[0] - b[0]);
    rows.push(strengths.slice(0, kept));
    offsets[product + 1] = offsets[product]! + rows[product]!.length;
  }
  const neighbours = {
    offsets,
    products: new Int32Array(offsets[products]!),
    weights: new Float32Array(offsets[products]!),
  };
  let at = 0;
  for (const row of rows)
    for (const [product, weight] of row) {
      neighbours.products[at] = product;
      neighbours.weights[at] = weight;
      at += 1;
    }
  return neighbours;
}

/** The files of the matrix. */
export function packNeighbours(name: string, neighbours: Neighbours): ArtifactFiles {
  return {
    [`${name}-offsets.i32`]: bytesOf(neighbours.offsets),
    [`${name}-products.i32`]: bytesOf(neighbours.products),
    [`${name}-weights.f32`]: bytesOf(neighbours.weights),
  };
}

/** The matrix of the files; throws `invalid` when they are damaged. */
export function unpackNeighbours(name: string, files: ArtifactFiles): Neighbours {
  const neighbours = {
    offsets: new Int32Array(bufferOf(files, `${name}-offsets.i32`)),
    products: new Int32Array(bufferOf(files, `${name}-products.i32`)),
    weights: new Float32Array(bufferOf(files, `${name}-weights.f32`)),
  };
  const { offsets, products, weights } = neighbours;
  if (offsets.length > 0 && offsets.at(-1) === products.length && offsets.at(-1) === weights.length)
    return neighbours;
  throw new AppError(
    'invalid',
    `The saved ${name} cannot be read (its files do not fit together). Train again to replace it.`,
  );
}

/** A copy of the array's bytes, to be saved. */
export function bytesOf(array: Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength).slice();
}

/** The bytes of a file of 32-bit numbers; throws `invalid` when it is missing or cut short. */
export function bufferOf(files: ArtifactFiles, name: string): ArrayBuffer {
  const file = files[name];
  if (file && file.length % 4 === 0) return file.slice().buffer;
  throw new AppError(
    'invalid',
    `The saved recommender cannot be read (${name} is missing or cut short). Train again to replace it.`,
  );
}
