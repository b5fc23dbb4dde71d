/** The rows to score: every contact as of now. */

import type { ContactHistory } from '../domain/event.ts';
import { cleanHistory } from './clean-history.ts';
import { type FeatureRows, growRows } from './grow-rows.ts';
import { wasKnown } from './known-before.ts';

/**
 * One row for each contact known by at least one event as of `cutoff`, in the order of the histories; the same cleaning and
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
    if (wasKnown(history.events, options.cutoff)) rows.add(history, options.cutoff);
  }
  return rows.finish();
}
