/** What customers write about what they bought, in English or in Chinese. */

import type { Random } from '../src/statistics/random.ts';
import { SCENTS, type ShopProduct } from './products.ts';

export interface ReviewSubject {
  readonly product: ShopProduct;
  readonly language: 'en' | 'zh';
  /** Whether it was sent back. */
  readonly refunded: boolean;
  readonly random: Random;
}

interface Review {
  readonly rating: number;
  readonly review_body: string;
}

const GOOD = {
  en: [
    'The {scent} scent fills the whole room. Will order again.',
    'Lovely gift, nicely wrapped, arrived in two days.',
    'Burns evenly and lasts for weeks.',
    'My third one. Still the best {scent} I have found.',
    'Great quality for the price, and the glass is sturdy.',
    'Fits my lantern perfectly. Friendly service too.',
  ],
  zh: [
    '香味很舒服，整个房间都是淡淡的香气。',
    '包装精美，送朋友很合适。',
    '燃烧很均匀，会再次购买。',
    '物流很快，客服态度也好。',
    '质量不错，价格实惠。',
  ],
};
const FAIR = {
  en: ['Nice, but the {scent} is fainter than I hoped.', 'Pretty, a little expensive for its size.'],
  zh: ['味道还可以，就是有点淡。', '外观不错，价格稍贵。'],
};
const BAD = {
  en: [
    'Arrived broken and smells of nothing. Sent it back.',
    'Tunnels badly and gave me a headache.',
    'Too expensive for such poor quality.',
    'Three weeks late, and customer service never replied. Disappointing.',
  ],
  zh: [
    '收到时玻璃已经碎了，很失望。',
    '味道太刺鼻，已经退货。',
    '质量太差，不值这个价格。',
    '快递太慢，客服也很敷衍。',
  ],
};

/** A rating of 1 to 5 and a text that fits it. */
export function writeReview({ product, language, refunded, random }: ReviewSubject): Review {
  const rating = refunded ? 1 + random.integer(2) : 1 + random.weightedIndex([0.04, 0.06, 0.13, 0.3, 0.47]);
  const texts = (rating >= 4 ? GOOD : rating === 3 ? FAIR : BAD)[language];
  const scent = SCENTS[product.scentIndex]!.toLowerCase();
  return { rating, review_body: texts[random.integer(texts.length)]!.replace('{scent}', scent) };
}
