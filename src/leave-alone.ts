/** Whom not to e-mail at all: learned from who was held out by lot, and believed only where the harm is beyond chance. */

import type { UpliftFigures } from './domain/uplift-figures.ts';
import { scoreUplift } from './learn/uplift/score-uplift.ts';
import { judgeLeavingAlone, sayTooFew } from './optimize/judge-leaving-alone.ts';
import type { FeatureRows } from './prepare/grow-rows.ts';
import type { TrialRows } from './prepare/grow-trials.ts';
import { upliftIntervals } from './statistics/uplift-interval.ts';

export interface LeftAlone {
  readonly contactIds: ReadonlySet<string>;
  /** What was found, and in how many trials. */
  readonly words: string;
  /** How well whom e-mails move is told, by models that never saw the contact; null while too few trials are over. */
  readonly uplift: UpliftFigures | null;
}

/** The contacts of `set` who are like those that bought less when they were e-mailed. */
export async function findLeftAlone(
  { set, trials }: { readonly set: FeatureRows; readonly trials: TrialRows },
  seed: number,
): Promise<LeftAlone> {
  const tooFew = sayTooFew(trials);
  if (tooFew !== null) return { contactIds: new Set(), words: tooFew, uplift: null };
  const { held, predict } = await scoreUplift(trials, seed);
  const { threshold, words } = judgeLeavingAlone({ ...trials, held });
  const uplift = measureUplift(trials, held, seed);
  if (threshold === null) return { contactIds: new Set(), words, uplift };
  const scores = await predict(set.x, set.rows);
  const contactIds = new Set(set.contactIds.filter((_, row) => scores[row]! <= threshold));
  return { contactIds, words, uplift };
}

/** Campaigns hold out the same share, so their draws are one test. */
function measureUplift(trials: TrialRows, held: Float32Array, seed: number): UpliftFigures | null {
  const { treated, y: outcomes, contactIds, campaignIds, rows } = trials;
  const intervals = upliftIntervals({ scores: held, treated, outcomes, contactIds }, seed);
  return (
    intervals && {
      ...intervals,
      drawn: rows,
      heldOut: rows - treated.reduce((sum, one) => sum + one, 0),
      campaigns: new Set(campaignIds).size,
    }
  );
}
