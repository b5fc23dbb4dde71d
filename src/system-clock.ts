/** The machine's clock, moved by what the local workspace moved it. */

import type { Clock } from './domain/clock.ts';

export function createSystemClock(offsetMs: number): Clock {
  return { now: () => Date.now() + offsetMs };
}
