/** How much of what contacts do is with products that whoever recommended until tonight has never met. */

import { DAY } from '../../domain/clock.ts';
import type { ProductStep } from '../../domain/product-step.ts';

/** Long enough to be of many contacts, short enough to be of now. */
const DAYS = 30;

export interface UnknownProducts {
  readonly days: number;
  /** Times that a contact met a product in those days, and how many of them it was one that is not known. */
  readonly steps: number;
  readonly unknownSteps: number;
  /** Contacts who met any in those days, and who met none that is known. */
  readonly contacts: number;
  readonly unknownContacts: number;
}

/** Of the days before the cutoff. */
export function measureUnknown(
  sequences: Iterable<readonly ProductStep[]>,
  known: ReadonlySet<string>,
  cutoff: number,
): UnknownProducts {
  let [steps, unknownSteps, contacts, unknownContacts] = [0, 0, 0, 0];
  for (const sequence of sequences) {
    const own = sequence.filter(({ at }) => at >= cutoff - DAYS * DAY && at < cutoff);
    const unknown = own.filter(({ productId }) => !known.has(productId));
    steps += own.length;
    unknownSteps += unknown.length;
    if (own.length > 0) contacts += 1;
    if (own.length > 0 && unknown.length === own.length) unknownContacts += 1;
  }
  return { days: DAYS, steps, unknownSteps, contacts, unknownContacts };
}
