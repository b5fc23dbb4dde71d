/** What is recommended tonight is kept with the night's scores, until it is known what contacts ordered. */

import type { NextProduct } from '../../domain/model-run.ts';
import type { SampledLists } from '../../domain/score-sample.ts';
import type { RecommendNext } from './recommend-next.ts';

export interface GatheredLists {
  /** To be asked for every contact that is scored: to recommend takes long, so it is done once. */
  readonly recommend: RecommendNext;
  /** Once they are scored. */
  finish(): SampledLists;
}

/** Of these contacts; products by their place in one list of ids, since many are recommended the same. */
export function gatherLists(
  contactIds: readonly string[],
  { recommend, popularOf }: { readonly recommend: RecommendNext; readonly popularOf: RecommendNext },
): GatheredLists {
  const numbers = new Map<string, number>();
  const numberOf = (id: string) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size);
    return numbers.get(id)!;
  };
  const numberAll = (list: readonly NextProduct[]) => list.map(({ productId }) => numberOf(productId));
  const sampled = new Set(contactIds);
  const listOf = new Map<string, readonly number[]>();
  return {
    recommend(contactId) {
      const list = recommend(contactId);
      if (sampled.has(contactId)) listOf.set(contactId, numberAll(list));
      return list;
    },
    finish() {
      const recommended = contactIds.map((id) => listOf.get(id) ?? []);
      const popular = contactIds.map((id) => numberAll(popularOf(id)));
      return { productIds: [...numbers.keys()], recommended, popular };
    },
  };
}
