/** A contact's way through the catalogue in numbers, as recommenders read it, and parts of it. */

export interface ProductSequence {
  /** Products as numbers from 0 on, oldest first. */
  readonly products: Int32Array;
  /** Of each step the number of its moment, in their order: lines of one order share it. */
  readonly moments: Int32Array;
  /** Each circumstance of the steps, by its value at each: see `ProductFacts.circumstances`. */
  readonly circumstances: readonly Int32Array[];
}

/** Products in their order, of which nothing else is known: each came at a moment of its own. */
export function plainSequence(products: ArrayLike<number>): ProductSequence {
  return {
    products: Int32Array.from(products),
    moments: Int32Array.from(products, (_, step) => step),
    circumstances: [],
  };
}

/** The steps from one to another, counted as `subarray` does. The same memory. */
export function cutSequence(
  { products, moments, circumstances }: ProductSequence,
  from: number,
  to?: number,
): ProductSequence {
  return {
    products: products.subarray(from, to),
    moments: moments.subarray(from, to),
    circumstances: circumstances.map((values) => values.subarray(from, to)),
  };
}

/** All steps but those to one product. The others keep their circumstances. */
export function leaveProductOut(
  { products, moments, circumstances }: ProductSequence,
  product: number,
): ProductSequence {
  const isKept = (_: number, step: number) => products[step] !== product;
  return {
    products: products.filter(isKept),
    moments: moments.filter(isKept),
    circumstances: circumstances.map((values) => values.filter(isKept)),
  };
}
