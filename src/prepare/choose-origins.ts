/** Origins: earlier moments at which the model that serves is asked as it is tonight, to see how it would have done. */

import { DAY } from '../domain/clock.ts';
import { type Cutoffs, chooseCutoffs } from './choose-cutoffs.ts';
import type { DataSpan } from './measure-data-span.ts';

/** Older ones tell of a shop that is long gone, and each costs a training. */
const MAX_ORIGINS = 3;

/**
 * Each origin's cutoffs, the newest origin first: its test cutoff is the origin. They lie one outcome window apart, and the
 * outcome window of the newest has ended when that of the night's own test begins, so that no outcome is judged twice. They are whole
 * outcome windows from 1970 on, so that the next night has the same ones and need not learn them again.
 */
export function chooseOrigins(
  { start, contacts }: Pick<DataSpan, 'start' | 'contacts'>,
  { test }: Pick<Cutoffs, 'test'>,
  outcomeWindowDays: number,
): readonly Cutoffs[] {
  const windowMs = outcomeWindowDays * DAY;
  const origins: Cutoffs[] = [];
  for (let end = Math.floor(test / windowMs) * windowMs; origins.length < MAX_ORIGINS; end -= windowMs) {
    const cutoffs = chooseCutoffs({ start, end, contacts }, outcomeWindowDays);
    if (cutoffs.kind !== 'cutoffs') break;
    origins.push(cutoffs);
  }
  return origins;
}
