/** Products become numbers and contacts take a fixed order, so that the same facts teach the same in whatever order they come. */

import type { ProductStep } from '../../domain/product-step.ts';
import { checkProductFacts } from './check-product-facts.ts';
import type { ProductSequence } from './product-sequence.ts';
import type { ProductFacts } from './recommender.ts';
import { CIRCUMSTANCES, describeCircumstances, isSameMoment } from './step-circumstances.ts';

/** Of each product what it is like: its category, its brand. Products here need not have been met by anybody. */
export type Attributes = ReadonlyMap<string, readonly string[]>;

export interface NumberedFacts extends ProductFacts {
  /** Products are numbered in this order. */
  readonly productIds: readonly string[];
}

/** The facts, by id and by content. Throws `invalid` when no contact met any product. */
export function numberProducts(
  sequences: readonly (readonly ProductStep[])[],
  attributes: Attributes,
): NumberedFacts {
  const met = sequences.flatMap((steps) => steps.map(({ productId }) => productId));
  const productIds = [...new Set([...met, ...attributes.keys()])].sort();
  const numbers = numberById(productIds);
  const numbered = sequences.map((steps) => numberSteps(steps, numbers));
  checkProductFacts({ sequences: numbered });
  return {
    productIds,
    products: productIds.length,
    sequences: numbered.sort(compareSequences),
    circumstances: CIRCUMSTANCES,
    attributes: productIds.map((id) => attributes.get(id) ?? []),
  };
}

/** Each id with its place in the list. */
export function numberById(productIds: readonly string[]): ReadonlyMap<string, number> {
  return new Map(productIds.map((id, number) => [id, number]));
}

/** Those of the steps whose product has a number. */
export function numberSteps(
  steps: readonly ProductStep[],
  numbers: ReadonlyMap<string, number>,
): ProductSequence {
  const known = steps.filter(({ productId }) => numbers.has(productId));
  return {
    products: Int32Array.from(known, ({ productId }) => numbers.get(productId)!),
    moments: numberMoments(known),
    circumstances: describeCircumstances(known),
  };
}

/** A moment goes on for as long as each step comes at once with the one before. */
function numberMoments(steps: readonly ProductStep[]): Int32Array {
  const moments = new Int32Array(steps.length);
  for (let at = 1; at < steps.length; at += 1)
    moments[at] = moments[at - 1]! + (isSameMoment(steps[at]!.at - steps[at - 1]!.at) ? 0 : 1);
  return moments;
}

/** By the products; of the same ones by their moments and circumstances. */
function compareSequences(a: ProductSequence, b: ProductSequence): number {
  const others = [b.products, b.moments, ...b.circumstances];
  return [a.products, a.moments, ...a.circumstances].reduce(
    (sofar, values, at) => sofar || compareNumbers(values, others[at]!),
    0,
  );
}

function compareNumbers(a: Int32Array, b: Int32Array): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) if (a[at] !== b[at]) return a[at]! - b[at]!;
  return a.length - b.length;
}
