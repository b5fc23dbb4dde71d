/** Whether contacts ordered what was recommended to them an outcome window ago, beside what was popular then. */

import type { z } from 'zod';
import type { intervalSchema } from './interval-schema.ts';

type Interval = z.infer<typeof intervalSchema>;

export interface LiveNextProducts {
  /** When it was recommended, and how long was waited. */
  readonly cutoff: number;
  readonly outcomeWindowDays: number;
  /** Contacts to whom something was recommended and who then ordered something that they had not ordered before. */
  readonly contacts: number;
  /** The share of them who ordered one of the five recommended, and of the five that popularity alone would have shown them. */
  readonly hitRate: Interval;
  readonly popularHitRate: Interval;
}
