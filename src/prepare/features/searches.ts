/** Searches: whether and when the contact looked for something by name. */

import { EVENT, type HistoryEvent } from '../../domain/event.ts';
import type { Feature } from './feature.ts';
import { daysSinceLast } from './find-events.ts';
import { sayCount, sayLast } from './words.ts';

export const searches: Feature = {
  columns: [
    {
      name: 'searchCount',
      title: 'searches in all',
      describe: (count) => (count > 0 ? `${sayCount(count, 'search', 'searches')} in all` : 'never searched'),
    },
    {
      name: 'daysSinceLastSearch',
      title: 'days since the last search',
      describe: (days) => sayLast('search', days),
    },
  ],
  compute(events, cutoff) {
    return [events.filter(isSearch).length, daysSinceLast(events, cutoff, isSearch)];
  },
};

function isSearch(event: HistoryEvent): boolean {
  return event.name === EVENT.productsSearched;
}
