/** Reads a feature family's values and words by column name. */

import type { HistoryEvent } from '../../../src/domain/event.ts';
import type { Feature } from '../../../src/prepare/features/feature.ts';
import { CUTOFF, history } from '../build-history.ts';

/** The family's values as of CUTOFF; throws when it gives another number of values than it has columns. */
export function valuesOf(feature: Feature, events: readonly HistoryEvent[]): Record<string, number> {
  const values = feature.compute(history(events).events, CUTOFF);
  if (values.length !== feature.columns.length) throw new Error('one value for each column');
  return Object.fromEntries(feature.columns.map(({ name }, index) => [name, values[index]!]));
}

/** The family's words for those values. */
export function wordsOf(feature: Feature, events: readonly HistoryEvent[]): Record<string, string> {
  const values = valuesOf(feature, events);
  return Object.fromEntries(feature.columns.map(({ name, describe }) => [name, describe(values[name]!)]));
}
