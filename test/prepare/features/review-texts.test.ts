/** What reviews say becomes numbers: tone on average and last, complaints, and of what. */

import { expect, it } from 'vitest';
import { EVENT } from '../../../src/domain/event.ts';
import type { ReviewReading } from '../../../src/domain/review.ts';
import { reviewTexts } from '../../../src/prepare/features/review-texts.ts';
import { ago, line } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

function reviewed(days: number, review: Partial<ReviewReading>) {
  return ago(days, EVENT.productReviewed, {
    lines: [{ ...line('p1'), review: { language: 'en', sentiment: 0, topics: [], ...review } }],
  });
}

it('averages the sentiment, keeps the last, and counts complaints by topic', () => {
  const events = [
    reviewed(9, { sentiment: 0.8, topics: ['quality'] }),
    reviewed(5, { sentiment: -0.6, topics: ['delivery', 'quality'] }),
    reviewed(2, { language: 'zh', sentiment: -0.5, topics: ['delivery'] }),
  ];
  const values = valuesOf(reviewTexts, events);
  expect(values['meanReviewSentiment']).toBeCloseTo(0.45, 6);
  expect(values).toMatchObject({
    lastReviewSentiment: 0.25,
    negativeReviews: 2,
    deliveryComplaints: 2,
    qualityComplaints: 1,
    priceComplaints: 0,
    serviceComplaints: 0,
    sizeComplaints: 0,
  });
  expect(wordsOf(reviewTexts, events)).toMatchObject({
    lastReviewSentiment: 'last review was very negative',
    negativeReviews: '2 negative reviews written',
    deliveryComplaints: 'complained of delivery in 2 reviews',
    sizeComplaints: 'never complained of size and fit in a review',
  });
});

it('takes a text that is not read for none, and looks at reviews only', () => {
  const events = [
    reviewed(4, { sentiment: 0.5 }),
    reviewed(2, { language: 'other', sentiment: null }),
    { ...reviewed(1, { sentiment: -1 }), name: EVENT.productViewed },
  ];
  expect(valuesOf(reviewTexts, events)).toMatchObject({
    meanReviewSentiment: 0.75,
    lastReviewSentiment: 0.75,
    negativeReviews: 0,
  });
});

it('is neutral about whoever wrote nothing', () => {
  expect(Object.values(valuesOf(reviewTexts, []))).toEqual([0.5, 0.5, 0, 0, 0, 0, 0, 0]);
  expect(wordsOf(reviewTexts, [])).toMatchObject({
    meanReviewSentiment: 'reviews are neither positive nor negative on average',
    negativeReviews: 'no negative review',
  });
});
