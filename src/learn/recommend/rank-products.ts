/** Scores become lists, and places in them. Of equals the product with the lower number comes first. */

import type { LeftOut } from './recommender.ts';

/** The place (0 is first) of the target among all products that the history does not hold; the target always counts. */
export function rankTarget(scores: Float32Array, { history, target }: LeftOut): number {
  const seen = new Set(history.products);
  const own = scores[target]!;
  let rank = 0;
  for (let product = 0; product < scores.length; product += 1) {
    const score = scores[product]!;
    if ((score > own || (score === own && product < target)) && !seen.has(product)) rank += 1;
  }
  return rank;
}

/** The `k` best products that are not excluded, best first. */
export function topProducts(scores: Float32Array, k: number, excluded: ReadonlySet<number>): number[] {
  const best: number[] = [];
  for (let product = 0; product < scores.length; product += 1) {
    if (best.length === k && scores[product]! <= scores[best[k - 1]!]!) continue;
    if (excluded.has(product)) continue;
    let at = best.length;
    while (at > 0 && scores[product]! > scores[best[at - 1]!]!) at -= 1;
    best.splice(at, 0, product);
    if (best.length > k) best.pop();
  }
  return best;
}

/** Divided by the highest, so that scores of different models can be added; all 0 when none is above 0. */
export function scaleScores(scores: Float32Array): Float32Array {
  let most = 0;
  for (const score of scores) if (score > most) most = score;
  return most === 0 ? new Float32Array(scores.length) : scores.map((score) => score / most);
}
