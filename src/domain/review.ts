/** What a review says, without its words: language, sentiment and topics, which learning may read. */

/** Those that are read, and all the others. */
export const REVIEW_LANGUAGES = ['en', 'zh', 'other'] as const;
export type ReviewLanguage = (typeof REVIEW_LANGUAGES)[number];
export type ReadLanguage = Exclude<ReviewLanguage, 'other'>;

export const REVIEW_TOPICS = ['delivery', 'quality', 'price', 'service', 'size and fit'] as const;
export type ReviewTopic = (typeof REVIEW_TOPICS)[number];

/** A review whose text was looked at. Nothing of it can be traced back to words that were written. */
export interface ReviewReading {
  readonly language: ReviewLanguage;
  /** Null for a language that is not read. Else from -1 (all bad) to 1 (all good); 0 when nothing is said either way. */
  readonly sentiment: number | null;
  readonly topics: readonly ReviewTopic[];
}
