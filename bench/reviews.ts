/** How well the sentiment of reviews is read, on texts that people labelled. */

import { z } from 'zod';
import { readReview } from '../src/collect/reviews/read-review.ts';
import { readDataFile } from './data-file.ts';

export interface BenchReviewsOptions {
  /** A JSON list of `{"text", "class"}`, class 1 for a good review and 0 for a bad one; others are left out. */
  readonly data: string;
  readonly onProgress: (text: string) => void;
}

const labelledSchema = z.array(z.object({ text: z.string(), class: z.literal([0, 1]).nullable() }));

/** Right are the signs: of those that are read, and of those that are said to be good or bad. */
export async function benchReviews({ data, onProgress }: BenchReviewsOptions) {
  const file = await readDataFile(data, onProgress);
  const labelled = labelledSchema.parse(JSON.parse(file.text)).filter((one) => one.class !== null);
  const read = labelled.flatMap(({ text, class: label }) => {
    const sentiment = readReview(text)?.sentiment ?? null;
    return sentiment === null ? [] : [{ label, sentiment }];
  });
  const decided = read.filter(({ sentiment }) => sentiment !== 0);
  const right = decided.filter(({ label, sentiment }) => sentiment > 0 === (label === 1)).length;
  const good = read.filter(({ label }) => label === 1).length;
  return {
    reviews: {
      sha256: file.sha256,
      texts: labelled.length,
      read: read.length,
      decided: decided.length,
      accuracyOfDecided: right / decided.length,
      accuracyOfRead: right / read.length,
      /** Of whoever says the more frequent class of everything that is read. */
      baseRate: Math.max(good, read.length - good) / read.length,
    },
  };
}
