/** Which of a campaign's two wordings brought more orders, and "cannot tell yet" when chance could have done it. */

import { MIN_ARM_CONTACTS, type OutcomeCounts } from '../domain/outcome.ts';
import type { Estimate, Wording } from '../domain/strategy.ts';
import { newcombeInterval } from '../statistics/proportion-interval.ts';
import type { UpliftMoment } from './report-uplift.ts';
import { sayPoints } from './say-points.ts';

export interface WordingReport {
  /** Order rate of B minus that of A, a share of the e-mails sent; null while one was not sent. */
  readonly difference: Estimate | null;
  readonly better: Wording | 'cannot tell yet';
  readonly words: string;
}

/**
 * Compares by orders rather than clicks, which a louder subject can win alone. Who got which was drawn by chance, so the
 * e-mails sent are alike. As with uplift there is one verdict, when the outcome window has closed.
 */
export function compareWordings(
  counts: Readonly<Record<Wording, OutcomeCounts>>,
  { now, windowEndsAt }: UpliftMoment,
): WordingReport {
  const { A, B } = counts;
  if (A.sent === 0 || B.sent === 0)
    return { difference: null, better: 'cannot tell yet', words: 'Nothing to compare yet.' };
  const { estimate: value, low, high } = newcombeInterval(proportion(B), proportion(A));
  const difference = { value, low, high };
  const compared = `Orders from B against A: ${sayPoints(value)} points, 95 % interval ${sayPoints(low)} to ${sayPoints(high)}`;
  if (now < windowEndsAt)
    return {
      difference,
      better: 'cannot tell yet',
      words: `So far: ${compared}. A verdict comes when the outcome window ends.`,
    };
  const isEnough = Math.min(A.sent, B.sent) >= MIN_ARM_CONTACTS;
  const better = isEnough && low > 0 ? 'B' : isEnough && high < 0 ? 'A' : 'cannot tell yet';
  const verdict = better === 'cannot tell yet' ? better : `${better} is better`;
  return { difference, better, words: `${compared}: ${verdict}.` };
}

function proportion({ sent, outcomes }: OutcomeCounts) {
  return { successes: Math.min(outcomes.converted, sent), trials: sent };
}
