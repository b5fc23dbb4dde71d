/** The rows to score: every contact as of now. */

import type { ContactHistory } from '../domain/event.ts';
import { cleanHistory } from './clean-history.ts';
import { countBefore } from './count-before.ts';
import { type FeatureRows, growRows } from './grow-rows.ts';

/**
 * One row for each contact with at least one event before `cutoff`, in the order of the histories; the same cleaning and
 * the same features as in training.
 */
export async function buildScoringSet(options: {
  readonly histories: AsyncIterable<ContactHistory>;
  readonly cutoff: number;
  readonly now: number;
}): Promise<FeatureRows> {
  const rows = growRows();
  for await (const raw of options.histories) {
    const { history } = cleanHistory(raw, options.now);
    if (countBefore(history.events, options.cutoff) > 0) rows.add(history, options.cutoff);
  }
  return rows.finish();
}
