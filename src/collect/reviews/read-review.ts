/** Reads what a review says: language, sentiment and topics. Its words go no further. */

import type { ReviewReading } from '../../domain/review.ts';
import { rateChinese } from './chinese-words.ts';
import { detectLanguage, listWords } from './detect-language.ts';
import { isRatedWord, rateEnglish } from './english-words.ts';
import { findTopics } from './find-topics.ts';

/** What stands on the other side of these is not turned around by a negator. */
const CLAUSES = /[.!?;,:()\n]+/;
/** Longer texts say no more with what comes after it. */
const CHARACTERS = 5000;
/** The larger, the more words it takes to be all good or all bad. VADER's (Hutto and Gilbert, ICWSM 2014). */
const DAMPING = 15;

/** Null when there is no text. */
export function readReview(text: unknown): ReviewReading | null {
  if (typeof text !== 'string') return null;
  const read = text.slice(0, CHARACTERS).normalize('NFKC').trim();
  if (read === '') return null;
  const language = detectLanguage(read, isRatedWord);
  if (language === 'other') return { language, sentiment: null, topics: [] };
  const sum = language === 'zh' ? rateChinese(read) : rateEnglish(read.split(CLAUSES).map(listWords));
  const sentiment = Math.round((100 * sum) / Math.sqrt(sum * sum + DAMPING)) / 100;
  return { language, sentiment: sentiment === 0 ? 0 : sentiment, topics: findTopics(read, language) };
}
