/** The training sets of an imported shop, as of the night at the end of its data or of one some windows earlier. */

import { DAY } from '../src/domain/clock.ts';
import type { TrainingSet } from '../src/learn/model.ts';
import { buildTrainingSets } from '../src/prepare/build-training-sets.ts';
import { chooseCutoffs } from '../src/prepare/choose-cutoffs.ts';
import { measureDataSpan } from '../src/prepare/measure-data-span.ts';
import { readShop } from './read-shop.ts';

export interface Sets {
  readonly training: TrainingSet;
  readonly validation: TrainingSet;
  readonly test: TrainingSet;
}

/** Nothing that came later than that night is read. Throws where too little is left. */
export function readSets(
  { dataDir, windowDays }: { readonly dataDir: string; readonly windowDays: number },
  windowsBack: number,
): Promise<Sets> {
  return readShop(dataDir, async ({ stores: { events } }, now) => {
    const whole = await measureDataSpan(events.histories(Number.MAX_SAFE_INTEGER), now);
    const end = (whole?.end ?? 0) - Math.round(windowsBack * windowDays * DAY);
    const cutoffs = chooseCutoffs(await measureDataSpan(events.histories(end), now), windowDays);
    if (cutoffs.kind !== 'cutoffs') throw new Error(`${cutoffs.reason} ${cutoffs.enough}`);
    const histories = events.histories(end);
    const sets = await buildTrainingSets({ histories, cutoffs, outcomeWindowDays: windowDays, now });
    if (sets.kind !== 'training-sets') throw new Error(`${sets.reason} ${sets.enough}`);
    return sets;
  });
}
