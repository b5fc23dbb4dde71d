/** Searches are counted, and the newest dated. */

import { expect, it } from 'vitest';
import { EVENT } from '../../../src/domain/event.ts';
import { searches } from '../../../src/prepare/features/searches.ts';
import { ago, order } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

it('counts searches and the days since the newest', () => {
  const events = [ago(200, EVENT.productsSearched), ago(1.5, EVENT.productsSearched), order(1)];
  expect(valuesOf(searches, events)).toEqual({ searchCount: 2, daysSinceLastSearch: 1.5 });
  expect(wordsOf(searches, events)).toEqual({
    searchCount: '2 searches in all',
    daysSinceLastSearch: 'last search 1 day ago',
  });
});

it('says that a contact never searched', () => {
  expect(wordsOf(searches, [order(1)])).toMatchObject({ searchCount: 'never searched' });
});
