/** Decides whether a morning has anything to say: a team that reads the same each day soon reads nothing. */

import { z } from 'zod';
import type { NightResult } from '../src/flywheel.ts';
import type { JobResult } from './job.ts';

export type Morning =
  | { readonly kind: 'news' }
  /** Nothing is said. */
  | { readonly kind: 'quiet'; readonly mornings: number }
  /** One line, so that silence is not taken for a failure. */
  | { readonly kind: 'quiet week'; readonly mornings: number };

const SAID_EVERY = 7;
const lastSchema = z.object({ notTrained: z.string().optional(), quietMornings: z.number().default(0) });

/**
 * News is what somebody can act on or has to know: a proposal, another champion, another way for a head or for next products (`besidesNews`, in words), that training began, ended or was held back,
 * and the first night of all. `last` is what the night before left.
 */
export function judgeMorning(
  { proposed, judgement, prepared }: Pick<NightResult, 'proposed' | 'judgement' | 'prepared'>,
  last: JobResult | null | undefined,
  besidesNews: string | null,
): Morning {
  const before = lastSchema.safeParse(last);
  if (!before.success) return { kind: 'news' };
  const wasTrained = before.data.notTrained === undefined;
  const isTrained = prepared.outcome.kind === 'ready';
  const isHeld = prepared.outcome.kind === 'held';
  const promoted = judgement?.promoted ?? null;
  const isNews = proposed.length > 0 || promoted !== null || besidesNews !== null;
  if (isNews || isHeld || wasTrained !== isTrained) return { kind: 'news' };
  const mornings = before.data.quietMornings + 1;
  return { kind: mornings % SAID_EVERY === 0 ? 'quiet week' : 'quiet', mornings };
}
