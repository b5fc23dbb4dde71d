/** Whether tonight's challengers are compared with the champion, and how sure one has to be that it is better. */

import { DAY } from '../domain/clock.ts';
import {
  CHANCE_OF_LUCK,
  type Comparisons,
  DAYS_BETWEEN_COMPARISONS,
  nextComparisonAt,
  type PlannedComparison,
  readComparisons,
} from '../domain/comparison.ts';
import type { ModelRunStore } from '../domain/model-run.ts';

interface ComparisonFacts {
  /** What the newest run kept; null where it kept nothing. */
  readonly last: Comparisons | null;
  readonly championId: string | null;
  readonly testCutoff: number;
  readonly outcomeWindowDays: number;
}

/** By what the newest runs kept. */
export async function planNight(
  modelRuns: Pick<ModelRunStore, 'champion' | 'recent'>,
  night: Pick<ComparisonFacts, 'testCutoff' | 'outcomeWindowDays'>,
): Promise<PlannedComparison> {
  const [[newest], champion] = [await modelRuns.recent(1), await modelRuns.champion()];
  const { testCutoff, outcomeWindowDays } = night;
  return planComparison({
    ...{ testCutoff, outcomeWindowDays },
    last: newest === undefined ? null : readComparisons(newest),
    championId: champion?.id ?? null,
  });
}

/**
 * Who looks often enough finds a difference by luck. So the k-th comparison may spend 0.05 / (k (k + 1)), which adds up to
 * 0.05 however many follow, whatever the tests have in common: alpha spending (Lan and DeMets, Biometrika 70, 1983), by a
 * series with an end and the union bound, so that the number of looks need not be known (Foster and Stine, JRSS B 70, 2008).
 * The first is made at 95 %, as one alone would be, and a night's candidates share what it may spend; a new champion begins anew.
 */
export function planComparison({
  last,
  championId,
  testCutoff,
  outcomeWindowDays,
}: ComparisonFacts): PlannedComparison {
  const isDue = last === null || testCutoff >= last.testCutoff + DAYS_BETWEEN_COMPARISONS * DAY;
  const before = last !== null && last.championId === championId ? last.count : 0;
  const count = isDue && championId !== null ? before + 1 : before;
  const comparisons = { championId, count, testCutoff: isDue ? testCutoff : last.testCutoff };
  return {
    comparisons,
    chance: isDue && championId !== null ? CHANCE_OF_LUCK / (count * (count + 1)) : null,
    nextAt: nextComparisonAt(comparisons, outcomeWindowDays),
  };
}
