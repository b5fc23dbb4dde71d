/** Which products go with which: counted from what contacts took together, and one after another. */

import { keepStrongest, type Neighbours } from './neighbours.ts';
import type { ProductSequence } from './product-sequence.ts';
import type { ProductFacts } from './recommender.ts';

/** Neighbours kept for each product. */
const KEPT = 400;

/** A contact's latest distinct products that count: a reseller with thousands would cost their square and say little. */
const LATEST = 500;

/** Counted into every denominator, so that two products met once, together, do not count as twins. */
const DAMPING = 10;

export interface Transitions {
  /** How many steps back a transition reaches, and what each step further is worth of the one before. */
  readonly steps: number;
  readonly decay: number;
}

/**
 * Item-item cosine of the sets of contacts, damped: contacts with both, over sqrt(with one * with the other) + 10.
 * Sarwar et al., "Item-based collaborative filtering recommendation algorithms", WWW 2001.
 */
export function countTogether({ sequences, products }: ProductFacts): Neighbours {
  const baskets = sequences.map((sequence) => latestDistinct(sequence, LATEST));
  const contactsOf: number[][] = Array.from({ length: products }, () => []);
  baskets.forEach((basket, contact) => {
    for (const product of basket) contactsOf[product]!.push(contact);
  });
  const together = new Float64Array(products);
  return keepStrongest(products, KEPT, (product) => {
    const met = new Set<number>();
    for (const contact of contactsOf[product]!) {
      for (const other of baskets[contact]!) {
        if (together[other]! === 0) met.add(other);
        together[other]! += 1;
      }
    }
    const strengths: [number, number][] = [];
    for (const other of met) {
      const size = Math.sqrt(contactsOf[product]!.length * contactsOf[other]!.length);
      if (other !== product) strengths.push([other, together[other]! / (size + DAMPING)]);
      together[other] = 0;
    }
    return strengths;
  });
}

/** The damped share of a product's successors, up to `steps` later, that were each other product. */
export function countTransitions(
  { sequences, products }: ProductFacts,
  { steps, decay }: Transitions,
): Neighbours {
  const following: Map<number, number>[] = Array.from({ length: products }, () => new Map());
  const totals = new Float64Array(products);
  for (const { products: sequence } of sequences) {
    for (let at = 1; at < sequence.length; at += 1) {
      for (let back = 1, worth = 1; back <= steps && back <= at; back += 1, worth *= decay) {
        const from = sequence[at - back]!;
        const to = sequence[at]!;
        if (from === to) continue;
        following[from]!.set(to, (following[from]!.get(to) ?? 0) + worth);
        totals[from]! += worth;
      }
    }
  }
  return keepStrongest(products, KEPT, (product) =>
    Array.from(following[product]!, ([to, worth]) => [to, worth / (totals[product]! + DAMPING)]),
  );
}

/** The distinct products of a sequence, latest first, at most `limit` of them. */
export function latestDistinct({ products }: ProductSequence, limit: number): number[] {
  const distinct = new Set<number>();
  for (let at = products.length - 1; at >= 0 && distinct.size < limit; at -= 1) distinct.add(products[at]!);
  return [...distinct];
}
