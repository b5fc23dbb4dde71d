/** Reads `user item` lines in time order, or `user item item ...`, into one sequence of numbered items a user. */

import { type ProductSequence, plainSequence } from '../../src/learn/recommend/product-sequence.ts';

export interface Sequences {
  /** Users with fewer than three items are left out: two are held back. */
  readonly sequences: readonly ProductSequence[];
  readonly items: number;
  readonly itemIds: readonly string[];
}

/** The sequences, in an order that does not depend on that of the users in the file. */
export function readSequences(text: string): Sequences {
  const byUser = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [user, ...items] = line.trim().split(/\s+/);
    if (!user || items.length === 0) continue;
    const sofar = byUser.get(user);
    if (sofar) sofar.push(...items);
    else byUser.set(user, items);
  }
  const itemIds = [...new Set([...byUser.values()].flat())].sort();
  const numbers = new Map(itemIds.map((id, number) => [id, number]));
  const users = [...byUser].sort(([a], [b]) => (a < b ? -1 : 1));
  const sequences = users.map(([, items]) => plainSequence(items.map((id) => numbers.get(id)!)));
  return {
    sequences: sequences.filter(({ products }) => products.length >= 3),
    items: itemIds.length,
    itemIds,
  };
}
