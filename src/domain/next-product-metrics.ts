/** How well a blend of recommenders finds what contacts took next, beside what is popular with everybody. */

import type { z } from 'zod';
import type { intervalSchema } from './interval-schema.ts';

type Interval = z.infer<typeof intervalSchema>;

export interface NextProductMetrics {
  /** Contacts who came before and took something new to them at their last moment: the last such product is looked for. */
  readonly contacts: number;
  /** The share of them of whom it is among the ten recommended (HR@10). */
  readonly hitRate: Interval;
  readonly popularityHitRate: Interval;
  /** NDCG@10: as the hit rate, but a hit at rank r counts 1 / log2(1 + r). */
  readonly ndcg: number;
  readonly popularityNdcg: number;
  /** The share of them of whom it is among the five likeliest (HR@5) ... */
  readonly likeliestHitRate: Interval;
  /** ... and among the five that would be shown, of which at most three are of one category. */
  readonly shownHitRate: Interval;
}
