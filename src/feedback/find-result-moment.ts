/** When it is told what came back of a campaign. */

import type { Campaign } from '../domain/campaign.ts';
import { DAY, HOUR } from '../domain/clock.ts';

export interface ResultMoment {
  /** Since sending began. */
  readonly hours: number;
  /** Whether the outcome window has ended, so that a verdict can be given. */
  readonly isFinal: boolean;
}

/** Whoever was away for longer is told nothing of so long ago. */
const STALE = 7 * DAY;

/** The latest of 24 hours, 72 hours and the end of the outcome window that has passed; null when none has, or long ago. */
export function findResultMoment({ sendStartedAt, strategy }: Campaign, now: number): ResultMoment | null {
  if (sendStartedAt === null) return null;
  const end = (strategy.outcomeWindowDays * DAY) / HOUR;
  const moments = [24, 72, end].filter((hours) => hours <= end).sort((a, b) => a - b);
  const hours = moments.findLast((after) => sendStartedAt + after * HOUR <= now);
  if (hours === undefined || now - (sendStartedAt + hours * HOUR) > STALE) return null;
  return { hours, isFinal: hours === end };
}
