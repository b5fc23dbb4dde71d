/** What the contact's reviews say: how kindly they are written, and what those that complain are about. */

import { EVENT } from '../../domain/event.ts';
import { REVIEW_TOPICS, type ReviewTopic } from '../../domain/review.ts';
import type { Feature } from './feature.ts';
import { sayCount } from './words.ts';

/** From here down a review complains; between it and its opposite hardly anything is said. */
const NEGATIVE = -0.1;
/** From 0, all bad, to 1, all good: features are not negative, so that skewed ones can be taken as logs. */
const NEUTRAL = 0.5;

/** Names of columns stay when words change. */
const COMPLAINTS: Readonly<Record<ReviewTopic, string>> = {
  delivery: 'deliveryComplaints',
  quality: 'qualityComplaints',
  price: 'priceComplaints',
  service: 'serviceComplaints',
  'size and fit': 'sizeComplaints',
};

export const reviewTexts: Feature = {
  columns: [
    {
      name: 'meanReviewSentiment',
      title: 'how kindly reviews are written',
      describe: (value) => `reviews are ${sayTone(value)} on average`,
    },
    {
      name: 'lastReviewSentiment',
      title: 'how kindly the last review was written',
      describe: (value) => `last review was ${sayTone(value)}`,
    },
    {
      name: 'negativeReviews',
      title: 'negative reviews written',
      describe: (count) =>
        count > 0 ? `${sayCount(count, 'negative review')} written` : 'no negative review',
    },
    ...REVIEW_TOPICS.map((topic) => ({
      name: COMPLAINTS[topic],
      title: `reviews that complain of ${topic}`,
      describe: (count: number) =>
        count > 0
          ? `complained of ${topic} in ${sayCount(count, 'review')}`
          : `never complained of ${topic} in a review`,
    })),
  ],
  /** Texts in languages that are not read count as none. Without any the sentiments are neutral. */
  compute(events) {
    let read = 0;
    let sum = 0;
    let last = NEUTRAL;
    let negative = 0;
    const complaints = REVIEW_TOPICS.map(() => 0);
    for (const { name, lines } of events) {
      const review = lines[0]?.review;
      const sentiment = review?.sentiment ?? null;
      if (name !== EVENT.productReviewed || sentiment === null) continue;
      read++;
      last = NEUTRAL + sentiment / 2;
      sum += last;
      if (sentiment > NEGATIVE) continue;
      negative++;
      for (const topic of review!.topics) complaints[REVIEW_TOPICS.indexOf(topic)]!++;
    }
    return [read === 0 ? NEUTRAL : sum / read, last, negative, ...complaints];
  },
};

function sayTone(value: number): string {
  const sentiment = 2 * (value - NEUTRAL);
  if (sentiment <= NEGATIVE) return sentiment <= -0.5 ? 'very negative' : 'negative';
  if (sentiment >= -NEGATIVE) return sentiment >= 0.5 ? 'very positive' : 'positive';
  return 'neither positive nor negative';
}
