/** Uplift learners, for the suite of the contract. */

import { LogisticRegression } from '../../../src/learn/logistic-regression.ts';
import { createUpliftLearner } from '../../../src/learn/uplift/create-uplift-learner.ts';
import type { UpliftKind, UpliftTerms } from '../../../src/learn/uplift/uplift-learner.ts';
import { takeUpliftRows } from '../../../src/learn/uplift/uplift-set.ts';
import { upliftAt } from '../../../src/statistics/uplift.ts';
import { buildTrials } from '../build-trials.ts';
import { joinRows, nameContacts, splitRows, strangeRows, type Trial, takeTenth } from './trial.ts';

const training = nameContacts(buildTrials(6000, 1));
const test = buildTrials(6000, 2);

export function tryUpliftLearner(kind: UpliftKind): Trial<UpliftTerms, Float32Array, number> {
  const { featureNames, treated, y: outcomes } = test;
  const seed = { seed: 1 };
  const empty = takeUpliftRows(training, []);
  // Of those who were not treated nobody ordered.
  const oneOutcome = { ...training, y: training.y.map((one, row) => one * training.treated[row]!) };
  return {
    create: () =>
      createUpliftLearner(kind, {
        createModel: () => new LogisticRegression(featureNames),
        validateEvery: null,
      }),
    facts: () => [training, seed],
    hopeless: [
      { what: 'no row', facts: [empty, seed], says: /Import more history/ },
      { what: 'an arm in which nobody ordered', facts: [oneOutcome, seed], says: /Import more history/ },
    ],
    questions: splitRows(test),
    strange: strangeRows(test.x.slice(0, featureNames.length)),
    ask: async (learner, rows) => [...(await learner.predict(joinRows(rows), rows.length))],
    isPossible: (uplift) => uplift >= -1 && uplift <= 1,
    lossOf: (answers) => -upliftAt(0.3, { scores: answers, treated, outcomes }),
    // Of everybody it is 0.05: who ranks the contacts has to find them whom it moves most.
    lossToBeat: -0.13,
    cuts: [3, 8],
    secrets: { contactIds: training.contactIds, rows: takeTenth(training) },
  };
}
