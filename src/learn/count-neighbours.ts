/** Which products go with which: counted from what contacts bought or viewed together, and one after another. */

/** For each product its strongest neighbours: those of `p` lie from `offsets[p]` up to `offsets[p + 1]`. */
export interface Neighbours {
  readonly offsets: Int32Array;
  readonly products: Int32Array;
  readonly weights: Float32Array;
}

/** Products as numbers from 0 on, oldest first. */
export type ProductSequence = Int32Array;

/** Neighbours kept for each product. */
const KEPT = 50;

/** A contact's latest distinct products that count: a reseller with thousands would cost their square and say little. */
const LATEST = 500;

/** Counted into every denominator, so that two products met once, together, do not count as twins. */
const DAMPING = 10;

/** How many steps back a transition reaches, and what each step further is worth of the one before. */
export const STEPS_BACK = 3;
export const STEP_DECAY = 0.5;

/**
 * Item-item cosine of the sets of contacts, damped: contacts with both, over sqrt(with one * with the other) + 10.
 * Sarwar et al., "Item-based collaborative filtering recommendation algorithms", WWW 2001.
 */
export function countTogether(sequences: readonly ProductSequence[], products: number): Neighbours {
  const baskets = sequences.map((sequence) => latestDistinct(sequence, LATEST));
  const contactsOf: number[][] = Array.from({ length: products }, () => []);
  baskets.forEach((basket, contact) => {
    for (const product of basket) contactsOf[product]!.push(contact);
  });
  const together = new Float64Array(products);
  return keepStrongest(products, (product) => {
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

/** The damped share of a product's successors, up to three steps later, that were each other product. */
export function countTransitions(sequences: readonly ProductSequence[], products: number): Neighbours {
  const following: Map<number, number>[] = Array.from({ length: products }, () => new Map());
  const totals = new Float64Array(products);
  for (const sequence of sequences) {
    for (let at = 1; at < sequence.length; at += 1) {
      for (let back = 1, worth = 1; back <= STEPS_BACK && back <= at; back += 1, worth *= STEP_DECAY) {
        const from = sequence[at - back]!;
        const to = sequence[at]!;
        if (from === to) continue;
        following[from]!.set(to, (following[from]!.get(to) ?? 0) + worth);
        totals[from]! += worth;
      }
    }
  }
  return keepStrongest(products, (product) =>
    Array.from(following[product]!, ([to, worth]) => [to, worth / (totals[product]! + DAMPING)]),
  );
}

/** The distinct products of a sequence, latest first, at most `limit` of them. */
export function latestDistinct(sequence: ProductSequence, limit: number): number[] {
  const distinct = new Set<number>();
  for (let at = sequence.length - 1; at >= 0 && distinct.size < limit; at -= 1) distinct.add(sequence[at]!);
  return [...distinct];
}

function keepStrongest(products: number, strengthsOf: (product: number) => [number, number][]): Neighbours {
  const offsets = new Int32Array(products + 1);
  const kept: [number, number][] = [];
  for (let product = 0; product < products; product += 1) {
    const strengths = strengthsOf(product).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    for (const pair of strengths.slice(0, KEPT)) kept.push(pair);
    offsets[product + 1] = kept.length;
  }
  return {
    offsets,
    products: Int32Array.from(kept, (pair) => pair[0]),
    weights: Float32Array.from(kept, (pair) => pair[1]),
  };
}
