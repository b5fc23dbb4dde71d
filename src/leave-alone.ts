/** Whom not to e-mail at all: learned from who was held out by lot, and believed only where the harm is beyond chance. */

import { scoreUplift } from './learn/uplift/score-uplift.ts';
import { judgeLeavingAlone, sayTooFew } from './optimize/judge-leaving-alone.ts';
import type { Known } from './score-night.ts';

export interface LeftAlone {
  readonly contactIds: ReadonlySet<string>;
  /** What was found, and in how many trials. */
  readonly words: string;
}

/** The contacts as of tonight who are like those that bought less when they were e-mailed. */
export async function findLeftAlone(
  { set, trials }: Pick<Known, 'set' | 'trials'>,
  seed: number,
): Promise<LeftAlone> {
  const tooFew = sayTooFew(trials);
  if (tooFew !== null) return { contactIds: new Set(), words: tooFew };
  const { held, predict } = await scoreUplift(trials, seed);
  const { threshold, words } = judgeLeavingAlone({ ...trials, held });
  if (threshold === null) return { contactIds: new Set(), words };
  const scores = await predict(set.x, set.rows);
  return { contactIds: new Set(set.contactIds.filter((_, row) => scores[row]! <= threshold)), words };
}
