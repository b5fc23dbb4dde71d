/** Whom not to e-mail at all: learned from who was held out by lot, and believed only where the harm is beyond chance. */

import type { UpliftFigures } from './domain/uplift-figures.ts';
import { scoreUplift, type UpliftScores } from './learn/uplift/score-uplift.ts';
import { judgeLeavingAlone, sayTooFew } from './optimize/judge-leaving-alone.ts';
import type { FeatureRows } from './prepare/grow-rows.ts';
import type { TrialRows } from './prepare/grow-trials.ts';
import { quantile } from './statistics/quantile.ts';
import { upliftIntervals } from './statistics/uplift-interval.ts';

export interface LeftAlone {
  readonly contactIds: ReadonlySet<string>;
  /** What was found, and in how many trials. */
  readonly words: string;
  /** How well whom e-mails move is told, by models that never saw the contact; null while too few trials are over. */
  readonly uplift: UpliftFigures | null;
}

/** No more than this share of the trials is ever taken for put off, whatever the model says. */
const MOST_PUT_OFF = 0.2;

/** The contacts of `set` who are like those that bought less when they were e-mailed. */
export async function findLeftAlone(
  { set, trials }: { readonly set: FeatureRows; readonly trials: TrialRows },
  seed: number,
): Promise<LeftAlone> {
  const tooFew = sayTooFew(trials);
  if (tooFew !== null) return { contactIds: new Set(), words: tooFew, uplift: null };
  const scores = await scoreUplift(trials, seed);
  const limits = findLimits(scores);
  const putOff = scores.held.map((score, row) => (score < limits[scores.foldOf[row]!]! ? 1 : 0));
  const { isHarmed, words } = judgeLeavingAlone({ ...trials, putOff });
  const uplift = measureUplift(trials, scores.held, seed);
  if (!isHarmed) return { contactIds: new Set(), words, uplift };
  const contactIds = new Set(await findPutOff(set, { trials, scores, limits }));
  return { contactIds, words, uplift };
}

/** Below which score of each model a contact is taken for put off: each has a scale of its own. */
function findLimits({ held, foldOf, models }: UpliftScores): readonly number[] {
  return models.map((_, fold) =>
    Math.min(
      0,
      quantile(
        Array.from(held).filter((_, row) => foldOf[row] === fold),
        MOST_PUT_OFF,
      ),
    ),
  );
}

interface Judges {
  readonly trials: TrialRows;
  readonly scores: UpliftScores;
  readonly limits: readonly number[];
}

/** By the model that never saw the contact, as was judged; by most of the models where none did. */
async function findPutOff(set: FeatureRows, { trials, scores, limits }: Judges): Promise<string[]> {
  const foldOf = new Map(trials.contactIds.map((contactId, row) => [contactId, scores.foldOf[row]!]));
  const votes: Float32Array[] = [];
  for (const model of scores.models) votes.push(await model.predict(set.x, set.rows));
  const says = (model: number, row: number) => votes[model]![row]! < limits[model]!;
  return set.contactIds.filter((contactId, row) => {
    const fold = foldOf.get(contactId);
    if (fold !== undefined) return says(fold, row);
    return [...votes.keys()].filter((model) => says(model, row)).length > votes.length / 2;
  });
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
