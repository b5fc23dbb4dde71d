/** What is left out of a contact's history to be found: whole moments, since the lines of one order give each other away. */

import { cutSequence, type ProductSequence } from './product-sequence.ts';
import type { LeftOut } from './recommender.ts';

/**
 * Of the last moment, or the one before it, the last product that was new to the contact then, with all that came before that
 * moment. One product of each contact, however many lines an order has; none where nothing was new, or nothing came before.
 */
export function leaveOut(sequence: ProductSequence, back: 1 | 2): LeftOut[] {
  const start = startOf(sequence, back);
  const history = cutSequence(sequence, 0, start);
  const had = new Set(history.products);
  const target = sequence.products
    .subarray(start, startOf(sequence, back - 1))
    .findLast((product) => !had.has(product));
  return start === 0 || target === undefined ? [] : [{ history, target }];
}

/** All before the last two moments, which choose and judge; of fewer than three moments the first, which does neither. */
export function beforeLastTwo(sequence: ProductSequence): ProductSequence {
  const end = startOf(sequence, 2) || startOf(sequence, 1) || sequence.products.length;
  return cutSequence(sequence, 0, end);
}

/** How many steps came before the last so many moments. */
function startOf({ moments }: ProductSequence, back: number): number {
  let start = moments.length;
  for (let left = back; left > 0 && start > 0; left -= 1) start = moments.indexOf(moments[start - 1]!);
  return start;
}
