/** Holds what was recommended to what contacts then ordered for the first time. */

import type { LiveNextProducts } from '../domain/live-next-products.ts';
import type { ScoreSample } from '../domain/score-sample.ts';
import { wilsonInterval } from '../statistics/proportion-interval.ts';

/** Fewer say nothing. */
const LEAST_CONTACTS = 30;

/** `ordered`: of each contact what it ordered in the outcome window and never before. Null where nothing was kept, or of too few. */
export function judgeLiveNext(
  { cutoff, outcomeWindowDays, contactIds, byRun }: ScoreSample,
  ordered: ReadonlyMap<string, ReadonlySet<string>>,
): LiveNextProducts | null {
  const lists = byRun.find(({ isChampion }) => isChampion)?.nextProducts;
  if (lists === undefined) return null;
  const { productIds, recommended, popular } = lists;
  const known = contactIds.flatMap((id, at) => {
    const own = ordered.get(id);
    if (own === undefined || own.size === 0 || recommended[at]!.length === 0) return [];
    const isIn = (list: readonly number[]) => list.some((product) => own.has(productIds[product]!));
    return [{ isHit: isIn(recommended[at]!), isPopularHit: isIn(popular[at]!) }];
  });
  if (known.length < LEAST_CONTACTS) return null;
  const share = (hits: readonly unknown[]) => wilsonInterval(hits.length, known.length);
  return {
    ...{ cutoff, outcomeWindowDays, contacts: known.length },
    hitRate: share(known.filter(({ isHit }) => isHit)),
    popularHitRate: share(known.filter(({ isPopularHit }) => isPopularHit)),
  };
}
