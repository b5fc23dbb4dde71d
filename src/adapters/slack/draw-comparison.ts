/** Draws how the champion and others are compared. */

import {
  CHANCE_OF_LUCK,
  DAYS_BETWEEN_COMPARISONS,
  nextComparisonAt,
  readComparisons,
} from '../../domain/comparison.ts';
import type { ModelRun } from '../../domain/model-run.ts';
import { day, percent, plural } from './mrkdwn.ts';

/** How often challengers had their chance, and when the next have; null where the newest run, of an older version, does not say. */
export function sayComparisons(champion: ModelRun, newest: ModelRun | undefined): string | null {
  const made = newest === undefined ? null : readComparisons(newest);
  if (made === null) return null;
  const count = made.championId === champion.id ? made.count : 0;
  return `Challengers are compared with the champion once ${plural(DAYS_BETWEEN_COMPARISONS, 'day')} of orders are new: ${plural(count, 'time')} since it took over, next on ${day(nextComparisonAt(made, champion.outcomeWindowDays))} at the earliest. Each comparison asks for more certainty than the one before, so that all of them together let one take over that is no better with a chance of ${percent(CHANCE_OF_LUCK)} at most.`;
}
