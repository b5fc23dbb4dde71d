/** Everybody is scored again by another champion, by day: what is shown follows who serves. */

import type { ArtifactStore } from './domain/artifact.ts';
import type { Clock } from './domain/clock.ts';
import type { Stores } from './domain/stores.ts';
import { openHeads } from './learn/heads/foretell-heads.ts';
import { noChampion, scoreContacts } from './learn/score-contacts.ts';
import { recallServing } from './learn-next-products.ts';
import { describeShop, gatherMet } from './next-products.ts';
import { buildScoringSet } from './prepare/build-scoring-set.ts';
import { measureDataSpan } from './prepare/measure-data-span.ts';
import { recallHistories } from './prepare/recall-histories.ts';
import { chooseCutoff, readServing, tap } from './score-night.ts';

export interface RescoreParts {
  readonly stores: Pick<
    Stores,
    'events' | 'modelRuns' | 'products' | 'headsDecisions' | 'recommenderDecisions'
  >;
  readonly artifacts: ArtifactStore;
  /** Where histories are kept. */
  readonly kept: ArtifactStore;
  readonly clock: Clock;
  readonly onProgress?: (stage: string, detail: string) => void;
}

/**
 * Scores everybody as a night does, from histories that are read once, as far as they are new. Next products come of
 * recommenders, which a change of champion leaves as they are: those that the night trained are asked anew, so that what was
 * ordered or sold out since makes room for the next likeliest. Who is left alone stays so:
 * shadow scores and trials are the night's. Throws `not_found` without a champion.
 */
export async function rescore(
  parts: RescoreParts,
): Promise<{ readonly scored: number; readonly kind: string }> {
  const { stores, artifacts, kept, clock } = parts;
  if ((await stores.modelRuns.champion()) === null) throw noChampion();
  const onProgress = (detail: string) => parts.onProgress?.('score', detail);
  const now = clock.now();
  onProgress('reading histories');
  const recalled = await recallHistories({ events: stores.events, kept, onProgress });
  const span = await measureDataSpan(recalled.histories(Number.MAX_SAFE_INTEGER), now);
  if (span === null) return { scored: 0, kind: '' };
  const cutoff = chooseCutoff(span, now);
  const met = gatherMet(cutoff);
  const histories = tap(recalled.histories(now + 1), met.add);
  const set = await buildScoringSet({ histories, cutoff, now });
  const shop = describeShop({ met, products: await stores.products.all() });
  const { recommend } = await recallServing(parts, { ...shop, onProgress });
  const { champion, scored } = await scoreContacts(
    { modelRuns: stores.modelRuns, artifacts },
    {
      set,
      cutoff,
      leftAlone: await readLeftAlone(stores.modelRuns),
      foretellHeads: await openHeads(artifacts, await readServing(stores)),
      nextProductsOf: recommend,
      onProgress,
    },
  );
  return { scored, kind: champion.kind };
}

async function readLeftAlone({ scores }: Pick<Stores['modelRuns'], 'scores'>): Promise<ReadonlySet<string>> {
  const contactIds = new Set<string>();
  for await (const { contactId, leftAlone } of scores()) if (leftAlone) contactIds.add(contactId);
  return contactIds;
}
