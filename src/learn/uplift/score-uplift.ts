/** Says of each contact how much an e-mail moves it: of those in the trials by models that never saw them. */

import { createRandom } from '../../statistics/random.ts';
import { takeFeatures } from '../take-rows.ts';
import { learnInteractions } from './learn-interactions.ts';
import { type PredictUplift, takeUpliftRows, type UpliftSet } from './uplift-set.ts';

const FOLDS = 5;

/** Trials, each of a contact. */
export interface TrialSet extends UpliftSet {
  readonly contactIds: readonly string[];
}

export interface UpliftScores {
  /** Of each trial, by models learned from other contacts. */
  readonly held: Float32Array;
  /** Learned from all trials. */
  readonly predict: PredictUplift;
}

/**
 * By `learnInteractions`, which takes arms of unlike size: a campaign holds out one in ten.
 * Cross-fitted in five folds of contacts (Chernozhukov et al., "Double/debiased machine learning", Econometrics Journal 21,
 * 2018), so that what is found among the trials can be believed. Throws `invalid` when an arm shows one outcome only.
 */
export async function scoreUplift(set: TrialSet, seed: number): Promise<UpliftScores> {
  const contacts = createRandom(seed).shuffle([...new Set(set.contactIds)]);
  const foldOf = new Map(contacts.map((contact, index) => [contact, index % FOLDS]));
  const held = new Float32Array(set.rows);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const isHeld = (row: number) => foldOf.get(set.contactIds[row]!) === fold;
    const rows = [...set.y.keys()];
    const predict = learnInteractions(
      takeUpliftRows(
        set,
        rows.filter((row) => !isHeld(row)),
      ),
    );
    const asked = rows.filter(isHeld);
    const scores = await predict(takeFeatures(set, asked), asked.length);
    for (const [index, row] of asked.entries()) held[row] = scores[index]!;
  }
  return { held, predict: learnInteractions(set) };
}
