/** What a feature family is: columns with their words, and one computation over the events before a cutoff. */

import type { HistoryEvent } from '../../domain/event.ts';

/** One number of a contact as of a cutoff, and how a marketer would say it. */
export interface FeatureColumn {
  readonly name: string;
  /** What it measures, in words that stand for themselves: "days since the last order". */
  readonly title: string;
  /** Says a value in words that follow "because": "last order 12 days ago". */
  describe(value: number): string;
}

/**
 * A family of columns computed together. It is handed only the events strictly before the cutoff, oldest first, so
 * it cannot look ahead; it returns one finite number per column, in the order of `columns`.
 */
export interface Feature {
  readonly columns: readonly FeatureColumn[];
  compute(events: readonly HistoryEvent[], cutoff: number): readonly number[];
}

/**
 * What a "days since" column says when the thing never happened, and the most it ever says: beyond two years, longer
 * ago makes no difference that a young shop could learn.
 */
export const NEVER_DAYS = 730;
