/** Reviews are counted, and their ratings averaged. */

import { expect, it } from 'vitest';
import { EVENT } from '../../../src/domain/event.ts';
import { reviews } from '../../../src/prepare/features/reviews.ts';
import { ago } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

it('averages the ratings that were given', () => {
  const events = [5, 2, null].map((rating, index) => ago(index + 1, EVENT.productReviewed, { rating }));
  expect(valuesOf(reviews, events)).toEqual({ reviewCount: 3, meanRating: 3.5 });
  expect(wordsOf(reviews, events)).toEqual({
    reviewCount: '3 reviews written',
    meanRating: 'rates products 3.5 on average',
  });
});

it('ignores ratings on other events', () => {
  expect(valuesOf(reviews, [ago(1, EVENT.productViewed, { rating: 5 })])).toEqual({
    reviewCount: 0,
    meanRating: 0,
  });
  expect(wordsOf(reviews, [])).toEqual({
    reviewCount: 'never wrote a review',
    meanRating: 'never rated a product',
  });
});
