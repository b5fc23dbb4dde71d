/** What is recommended tonight is kept with the night's scores, until it is known what contacts ordered. */

import type { SampledLists } from '../../domain/score-sample.ts';
import type { RecommendNext } from './recommend-next.ts';

/** Products by their place in one list of ids, since many contacts are recommended the same. */
export function sampleLists(
  contactIds: readonly string[],
  { recommend, popularOf }: { readonly recommend: RecommendNext; readonly popularOf: RecommendNext },
): SampledLists {
  const numbers = new Map<string, number>();
  const numberOf = (id: string) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size);
    return numbers.get(id)!;
  };
  const listBy = (of: RecommendNext) =>
    contactIds.map((id) => of(id).map(({ productId }) => numberOf(productId)));
  const [recommended, popular] = [listBy(recommend), listBy(popularOf)];
  return { productIds: [...numbers.keys()], recommended, popular };
}
