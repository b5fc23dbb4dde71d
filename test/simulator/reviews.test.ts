/** What the simulator's customers felt when they wrote a review is read back from its words alone. */

import { describe, expect, it } from 'vitest';
import { createProducts } from '../../simulator/products.ts';
import { writeReview } from '../../simulator/reviews.ts';
import { readReview } from '../../src/collect/reviews/read-review.ts';
import { createRandom } from '../../src/statistics/random.ts';

const PRODUCTS = createProducts('https://shop.example');

/** Reviews with what was felt: the rating, which the words were chosen by. */
function writeMany(language: 'en' | 'zh') {
  const random = createRandom(8);
  return Array.from({ length: 600 }, (_, at) => {
    const product = PRODUCTS[at % PRODUCTS.length]!;
    const { rating, review_body } = writeReview({ product, language, refunded: at % 4 === 0, random });
    return { rating, reading: readReview(review_body)! };
  });
}

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const reviews = writeMany(language);
  const sentiments = (least: number, most: number) =>
    reviews
      .filter(({ rating }) => rating >= least && rating <= most)
      .map(({ reading }) => reading.sentiment!);

  it('knows the language of every review', () => {
    expect(new Set(reviews.map(({ reading }) => reading.language))).toEqual(new Set([language]));
  });

  it('finds the happy ones good and the unhappy ones bad', () => {
    // "Will order again" is good in a way that no single word is.
    expect(sentiments(4, 5).every((sentiment) => sentiment >= 0)).toBe(true);
    expect(sentiments(4, 5).filter((sentiment) => sentiment > 0).length).toBeGreaterThan(
      0.8 * sentiments(4, 5).length,
    );
    expect(sentiments(1, 2).every((sentiment) => sentiment < 0)).toBe(true);
  });

  it('finds those in between less good than the happy ones', () => {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(sentiments(3, 3))).toBeLessThan(mean(sentiments(4, 5)));
    expect(mean(sentiments(3, 3))).toBeGreaterThan(mean(sentiments(1, 2)));
  });
});
