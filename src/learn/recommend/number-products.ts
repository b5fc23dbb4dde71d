/** Products become numbers and contacts take a fixed order, so that the same facts teach the same in whatever order they come. */

import { AppError } from '../../errors.ts';
import type { ProductFacts, ProductSequence } from './recommender.ts';

/** Of each product what it is like: its category, its brand. Products here need not have been met by anybody. */
export type Attributes = ReadonlyMap<string, readonly string[]>;

export interface NumberedFacts extends ProductFacts {
  /** Products are numbered in this order. */
  readonly productIds: readonly string[];
}

/** The facts, by id and by content. Throws `invalid` when no contact met any product. */
export function numberProducts(
  sequences: readonly (readonly string[])[],
  attributes: Attributes,
): NumberedFacts {
  if (!sequences.some(({ length }) => length > 0))
    throw new AppError(
      'invalid',
      'There are no product events to learn from. Import orders or product views.',
    );
  const productIds = [...new Set([...sequences.flat(), ...attributes.keys()])].sort();
  const numbers = numberById(productIds);
  const numbered = sequences.map((sequence) => Int32Array.from(sequence, (id) => numbers.get(id)!));
  return {
    productIds,
    products: productIds.length,
    sequences: numbered.sort(compareSequences),
    attributes: productIds.map((id) => attributes.get(id) ?? []),
  };
}

/** Each id with its place in the list. */
export function numberById(productIds: readonly string[]): ReadonlyMap<string, number> {
  return new Map(productIds.map((id, number) => [id, number]));
}

function compareSequences(a: ProductSequence, b: ProductSequence): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) if (a[at] !== b[at]) return a[at]! - b[at]!;
  return a.length - b.length;
}
