/** How well ranked lists find the one item that came next. */

/** The share of ranks (0 is first) within the first `top`: HR@top, which with one relevant item is also recall. */
export function hitRateAt(top: number, ranks: ArrayLike<number>): number {
  return meanOver(ranks, (rank) => (rank < top ? 1 : 0));
}

/**
 * NDCG@top with one relevant item: a hit at place r counts 1 / log2(1 + r).
 * Jarvelin and Kekalainen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20 (2002).
 */
export function ndcgAt(top: number, ranks: ArrayLike<number>): number {
  return meanOver(ranks, (rank) => (rank < top ? 1 / Math.log2(2 + rank) : 0));
}

function meanOver(ranks: ArrayLike<number>, worthOf: (rank: number) => number): number {
  let sum = 0;
  for (let i = 0; i < ranks.length; i += 1) sum += worthOf(ranks[i]!);
  return sum / ranks.length;
}
