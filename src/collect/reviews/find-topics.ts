/** What a review is about, by words that name it. */

import { REVIEW_TOPICS, type ReadLanguage, type ReviewTopic } from '../../domain/review.ts';

const PATTERNS: Readonly<Record<ReviewTopic, Readonly<Record<ReadLanguage, RegExp>>>> = {
  delivery: {
    en: /\b(?:deliver\w*|ship(?:s|ped|ping|ment)?|arriv\w*|courier|postage|packag\w*|parcel|wrapped|packed)\b/i,
    zh: /快递|快遞|物流|发货|發貨|送货|送貨|配送|运输|運輸|包装|包裝|到货|到貨|收到时|收到時|邮寄|顺丰|寄/,
  },
  quality: {
    en: /\b(?:quality|brok\w+|break\w*|sturdy|durab\w+|defect\w*|faulty|flimsy|crack\w*|leak\w*|last(?:s|ed)|fell apart|works?|worked|stopped|well made|cheaply made|material|tunnels|burns)\b/i,
    zh: /质量|質量|品质|品質|做工|材质|材質|坏了|壞了|破损|破損|碎|裂|漏|结实|結實|耐用|瑕疵|故障|燃烧|燃燒|效果/,
  },
  price: {
    en: /\b(?:pric\w+|expensive|cheap(?:er)?|afford\w*|cost\w*|money|value|bargain|overpriced|worth|deal)\b/i,
    zh: /价格|價格|价钱|價錢|便宜|贵|貴|实惠|實惠|性价比|性價比|划算|超值|物美价廉|物美價廉|降价/,
  },
  service: {
    en: /\b(?:service|support|staff|seller|refund\w*|customer care|helpful|repl(?:y|ied)|return(?:ed|ing)?|sent (?:it|them|back)|warranty|replacement)\b/i,
    zh: /服务|服務|客服|卖家|賣家|店家|态度|態度|退货|退貨|退款|换货|換貨|售后|售後|老板|回复|回覆/,
  },
  'size and fit': {
    en: /\b(?:size\w*|fit(?:s|ted|ting)?|too (?:small|big|large|tight|loose|long|short)|smaller|bigger|larger|tight|loose)\b/i,
    zh: /尺寸|尺码|尺碼|大小|偏大|偏小|太大|太小|合身|合适|合適|码数|太紧|太松|太長|太长|太短/,
  },
};

/** In the order of `REVIEW_TOPICS`. */
export function findTopics(text: string, language: ReadLanguage): ReviewTopic[] {
  return REVIEW_TOPICS.filter((topic) => PATTERNS[topic][language].test(text));
}
