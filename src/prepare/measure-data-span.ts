/** From when to when a shop's data reaches, which decides how many outcome windows fit into it. */

import { type ContactHistory, EMAIL_EVENT_NAMES } from '../domain/event.ts';
import { cleanHistory } from './clean-history.ts';

/** Epoch milliseconds; the end is exclusive: the first moment of which nothing is known yet. */
export interface DataSpan {
  readonly start: number;
  readonly end: number;
  /** How many did something. */
  readonly contacts: number;
}

const emailNames = new Set(EMAIL_EVENT_NAMES);

/**
 * The span of what customers did, or null when they did nothing. E-mail events of our own and absurd times are left out,
 * and a sender's fast clock does not carry the end past `now`. Reads all histories once, and shows each, cleaned, to `see`.
 */
export async function measureDataSpan(
  histories: AsyncIterable<ContactHistory>,
  now: number,
  see?: (history: ContactHistory) => void,
): Promise<DataSpan | null> {
  let start = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let contacts = 0;
  for await (const raw of histories) {
    const { history } = cleanHistory(raw, now);
    see?.(history);
    const own = history.events.filter(({ name }) => !emailNames.has(name));
    if (own.length > 0) contacts += 1;
    for (const event of own) {
      start = Math.min(start, event.at);
      last = Math.max(last, event.at);
    }
  }
  return start > last ? null : { start, end: Math.min(last + 1, Math.max(now, start + 1)), contacts };
}
