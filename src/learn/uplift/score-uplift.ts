/** Says of each contact how much an e-mail moves it: of those in the trials by models that never saw them. */

import { createRandom } from '../../statistics/random.ts';
import { takeFeatures } from '../take-rows.ts';
import { Interactions } from './interactions.ts';
import type { UpliftLearner } from './uplift-learner.ts';
import { takeUpliftRows, type UpliftSet } from './uplift-set.ts';

const FOLDS = 5;

/** Trials, each of a contact. */
export interface TrialSet extends UpliftSet {
  readonly contactIds: readonly string[];
}

export interface UpliftScores {
  /** Of each trial, by the model that was learned from other contacts. */
  readonly held: Float32Array;
  /** Which of `models` that was, by row. */
  readonly foldOf: Uint8Array;
  /** Each was learned from four fifths of the contacts. */
  readonly models: readonly UpliftLearner[];
}

/**
 * By `Interactions`, which takes arms of unlike size: a campaign holds out one in ten.
 * Cross-fitted in five folds of contacts (Chernozhukov et al., "Double/debiased machine learning", Econometrics Journal 21,
 * 2018), so that what is found among the trials can be believed. Throws `invalid` when an arm shows one outcome only.
 */
export async function scoreUplift(set: TrialSet, seed: number): Promise<UpliftScores> {
  const contacts = createRandom(seed).shuffle([...new Set(set.contactIds)]);
  const folds = new Map(contacts.map((contact, index) => [contact, index % FOLDS]));
  const foldOf = Uint8Array.from(set.contactIds, (contact) => folds.get(contact)!);
  const held = new Float32Array(set.rows);
  const models: UpliftLearner[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const rows = [...foldOf.keys()];
    const others = rows.filter((row) => foldOf[row] !== fold);
    const model = new Interactions();
    await model.fit(takeUpliftRows(set, others));
    const asked = rows.filter((row) => foldOf[row] === fold);
    const scores = await model.predict(takeFeatures(set, asked), asked.length);
    for (const [index, row] of asked.entries()) held[row] = scores[index]!;
    models.push(model);
  }
  return { held, foldOf, models };
}
