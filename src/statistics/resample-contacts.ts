/** The bootstrap over contacts, whose rows are not independent of each other. */

import type { Interval } from './interval.ts';
import { quantileOfSorted } from './quantile.ts';
import { createRandom } from './random.ts';

/** More would move the ends of the intervals by less than the figures are said with. */
const RESAMPLES = 400;

/**
 * How often each row counts, resample by resample: each draws as many contacts as there are, with all their rows.
 * Efron and Tibshirani, "An introduction to the bootstrap" (1993), chapter 13.
 */
export function* resampleContacts(contactIds: readonly string[], seed: number): Generator<Uint32Array> {
  const places = new Map<string, number>();
  const contactOf = Uint32Array.from(contactIds, (id) => {
    const place = places.get(id) ?? places.size;
    places.set(id, place);
    return place;
  });
  const random = createRandom(seed);
  for (let resample = 0; resample < RESAMPLES; resample += 1) {
    const drawn = new Uint32Array(places.size);
    for (let n = 0; n < places.size; n += 1) drawn[random.integer(places.size)]! += 1;
    yield contactOf.map((contact) => drawn[contact]!);
  }
}

/** The 95 % percentile interval of what resamples gave; those that gave NaN count for nothing. */
export function percentileInterval(estimate: number, draws: Iterable<number>): Interval {
  const values = Float64Array.from(draws).filter((value) => !Number.isNaN(value));
  values.sort();
  return { estimate, low: quantileOfSorted(values, 0.025), high: quantileOfSorted(values, 0.975) };
}
