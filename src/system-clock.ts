/** The machine's clock, moved by what the local workspace moved it. */

import type { Clock } from './domain/clock.ts';

export function createSystemClock(offsetMs: number): Clock {
  return { now: () => Date.now() + offsetMs };
}

/** For what the world outside keeps time of, such as Slack's pace, however the workspace's clock was moved. */
export const machineClock: Clock = createSystemClock(0);
