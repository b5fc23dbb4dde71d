/** When to try a message again that the mail server did not take. */

import { HOUR, MINUTE } from '../domain/clock.ts';
import type { Random } from '../statistics/random.ts';

/** After so many attempts that the server put off, about a day in all, it is given up. */
export const MAX_ATTEMPTS = 10;
const FIRST_DELAY = MINUTE;
const LONGEST_DELAY = 6 * HOUR;
/** Share by which a delay varies, so that what failed together does not come back together. */
const JITTER = 0.25;

/** Milliseconds until the next attempt: doubled with each attempt made before. */
export function retryDelay(attempts: number, random: Random): number {
  const delay = Math.min(FIRST_DELAY * 2 ** attempts, LONGEST_DELAY);
  return Math.round(delay * (1 - JITTER + 2 * JITTER * random.uniform()));
}
