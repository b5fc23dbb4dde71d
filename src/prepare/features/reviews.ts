/** Reviews: how often the contact reviewed a product, and how kindly. */

import { EVENT } from '../../domain/event.ts';
import type { Feature } from './feature.ts';
import { sayCount } from './words.ts';

export const reviews: Feature = {
  columns: [
    {
      name: 'reviewCount',
      title: 'reviews written',
      describe: (count) => (count > 0 ? `${sayCount(count, 'review')} written` : 'never wrote a review'),
    },
    {
      name: 'meanRating',
      title: 'mean rating of products',
      describe: (rating) =>
        rating > 0 ? `rates products ${rating.toFixed(1)} on average` : 'never rated a product',
    },
  ],
  /** The mean rating of a contact who gave none is 0. */
  compute(events) {
    let count = 0;
    let rated = 0;
    let sum = 0;
    for (const event of events) {
      if (event.name !== EVENT.productReviewed) continue;
      count++;
      if (event.rating === null) continue;
      rated++;
      sum += event.rating;
    }
    return [count, rated === 0 ? 0 : sum / rated];
  },
};
