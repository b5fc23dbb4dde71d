/** The days between one occasion and the next. */

import { DAY } from '../domain/clock.ts';

/** Days between times (oldest first); what happens within a day of the time before is one occasion with it. */
export function gapsBetween(times: readonly number[]): readonly number[] {
  const gaps: number[] = [];
  for (let i = 1; i < times.length; i += 1) {
    const days = (times[i]! - times[i - 1]!) / DAY;
    if (days >= 1) gaps.push(days);
  }
  return gaps;
}
