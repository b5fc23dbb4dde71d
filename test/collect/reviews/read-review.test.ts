/** Reviews are read in English and in Chinese, and of all other languages it is said that they are not. */

import { describe, expect, it } from 'vitest';
import { readReview } from '../../../src/collect/reviews/read-review.ts';

const sentimentOf = (text: string) => readReview(text)!.sentiment!;

describe('the language', () => {
  it.each([
    ['en', 'The scent fills the whole room and it lasts for weeks.'],
    ['en', 'Excellent wallet type phone case.'],
    ['en', 'Love it!'],
    ['en', 'It’s okay, but I wouldn’t buy it again 😐'],
    ['zh', '香味很舒服，会再次购买。'],
    ['zh', '物流很快 five stars'],
    ['zh', '品質很好，下次還會買'],
    ['other', 'Der Duft ist sehr schön, aber leider war das Glas zerbrochen.'],
    ['other', 'Très déçu, le produit est arrivé cassé.'],
    ['other', 'Muy buena calidad, llegó antes de lo previsto.'],
    ['other', 'Ottimo prodotto, arrivato in due giorni.'],
    ['other', 'Produto muito bom, recomendo.'],
    ['other', 'Heel mooi product, snel geleverd.'],
    ['other', 'Bardzo dobry produkt, polecam.'],
    ['other', 'とても良い香りです。また買います。'],
    ['other', '향이 정말 좋아요.'],
    ['other', 'Очень хороший товар, рекомендую.'],
    ['other', 'منتج رائع جدا'],
    ['other', '★★★★★ 10/10'],
  ])('of a text in %s is told: %s', (language, text) => {
    expect(readReview(text)!.language).toBe(language);
  });

  it('is none without a text', () => {
    expect([readReview(undefined), readReview(5), readReview('  ')]).toEqual([null, null, null]);
  });

  it('that is not read gives neither sentiment nor topics', () => {
    expect(readReview('Die Lieferung war schnell und die Qualität ist gut.')).toEqual({
      language: 'other',
      sentiment: null,
      topics: [],
    });
  });
});

describe('the sentiment', () => {
  it.each([
    ['I love this lamp, it works perfectly.', 'This lamp is terrible and broke at once.'],
    ['The seller was helpful.', 'The seller was not helpful.'],
    ['Not bad at all for the money.', 'Bad, not worth the money.'],
    ['It works.', 'It does not work.'],
    ['Great value, I recommend it to everybody.', "Don't waste your money on this."],
    ['质量很好，非常满意。', '质量很差，非常失望。'],
    ['客服态度好，推荐购买。', '客服态度不好，不推荐。'],
    ['没有异味，没问题。', '有异味，用了头疼。'],
    ['品質很好，下次還會買，非常滿意。', '收到就壞了，要求退貨，太失望。'],
  ])('of "%s" is above that of "%s"', (good, bad) => {
    expect(sentimentOf(good)).toBeGreaterThan(0);
    expect(sentimentOf(bad)).toBeLessThan(0);
  });

  it('is stronger with more said, and never beyond 1', () => {
    expect(sentimentOf('Good lamp, and very good glass.')).toBeGreaterThan(sentimentOf('It is a good lamp.'));
    expect(sentimentOf('great '.repeat(2000))).toBeLessThanOrEqual(1);
  });

  it('is 0 where nothing is said either way', () => {
    expect(sentimentOf('I have this in the kitchen.')).toBe(0);
    expect(sentimentOf('放在厨房里。')).toBe(0);
  });
});

it('finds what a review is about', () => {
  const topicsOf = (text: string) => readReview(text)!.topics;
  expect(topicsOf('It arrived late and the quality is poor for the price.')).toEqual([
    'delivery',
    'quality',
    'price',
  ]);
  expect(topicsOf('The seller never replied, and it is too small for me.')).toEqual([
    'service',
    'size and fit',
  ]);
  expect(topicsOf('快递很慢，客服不理人，尺码偏小。')).toEqual(['delivery', 'service', 'size and fit']);
  expect(topicsOf('I like the smell of it.')).toEqual([]);
});
