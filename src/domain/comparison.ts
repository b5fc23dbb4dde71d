/** How often challengers were compared with the champion: kept with each night's runs, so that the next night knows. */

import { z } from 'zod';
import { DAY } from './clock.ts';
import type { ModelRun } from './model-run.ts';

const comparisonsSchema = z.object({
  /** Who served; null before anybody did. */
  championId: z.string().nullable(),
  /** Since it took over. */
  count: z.number(),
  /** Of the test that counted last. Epoch milliseconds. */
  testCutoff: z.number(),
});
export type Comparisons = z.infer<typeof comparisonsSchema>;

/** What a night may do about it. */
export interface PlannedComparison {
  /** Tonight's included, where one is due. */
  readonly comparisons: Comparisons;
  /** How likely tonight may let some challenger win by luck alone; null where no comparison is due. */
  readonly chance: number | null;
  /** The first night that can compare again. */
  readonly nextAt: number;
}

/** Tests of nights that follow each other hold nearly the same orders: one is looked at once so many days of them are new. */
export const DAYS_BETWEEN_COMPARISONS = 7;
/** How likely, over all comparisons with one champion together, one that is no better may take its place. */
export const CHANCE_OF_LUCK = 0.05;

/** The first night that can compare again: an outcome window after the test cutoff that it takes. */
export function nextComparisonAt({ testCutoff }: Comparisons, outcomeWindowDays: number): number {
  return testCutoff + (DAYS_BETWEEN_COMPARISONS + outcomeWindowDays) * DAY;
}

/** Null for a run of an older version, which kept none. */
export function readComparisons({ config }: Pick<ModelRun, 'config'>): Comparisons | null {
  const kept = comparisonsSchema.safeParse(config['comparisons']);
  return kept.success ? kept.data : null;
}
