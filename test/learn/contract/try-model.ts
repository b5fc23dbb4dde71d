/** Models of a yes-or-no outcome, for the suite of the contract. */

import { createModel } from '../../../src/learn/create-model.ts';
import type { ModelKind, ModelTerms, TrainingSet } from '../../../src/learn/model.ts';
import { logLoss } from '../../../src/statistics/log-loss.ts';
import { mean } from '../../../src/statistics/mean-interval.ts';
import { BUYER_WINDOW_DAYS, buildBuyerSet } from '../build-buyer-set.ts';
import { buildTrainingSet } from '../build-training-set.ts';
import { joinRows, nameContacts, splitRows, strangeRows, type Trial, takeTenth } from './trial.ts';

/** One of them reads when contacts ordered, and nothing else. */
const WAYS = {
  general: { build: buildTrainingSet, gain: 0.1 },
  buyers: { build: buildBuyerSet, gain: 0.02 },
} as const;

export function tryModel(kind: ModelKind): Trial<ModelTerms, Float32Array, number> {
  const { build, gain } = WAYS[kind === 'purchase-rhythm' ? 'buyers' : 'general'];
  const options = { seed: 5, outcomeWindowDays: BUYER_WINDOW_DAYS };
  const [training, validation] = [nameContacts(build(3000, 1)), nameContacts(build(1000, 2))];
  const test = build(2000, 3);
  const empty: TrainingSet = { ...training, rows: 0, x: new Float32Array(), y: new Uint8Array() };
  const alike = (label: number) => ({ ...training, y: new Uint8Array(training.rows).fill(label) });
  const others = { ...validation, featureNames: [...validation.featureNames].reverse() };
  return {
    create: () => createModel(kind),
    facts: () => [training, validation, options],
    hopeless: [
      { what: 'nobody ordered', facts: [alike(0), validation, options], says: /Import more history/ },
      { what: 'everybody ordered', facts: [alike(1), validation, options], says: /Import more history/ },
      { what: 'no row', facts: [empty, validation, options], says: /Import more history/ },
      { what: 'no row to stop by', facts: [training, empty, options], says: /Import more history/ },
      {
        what: 'a row without a label',
        facts: [{ ...training, y: training.y.slice(1) }, validation, options],
        says: /Build it anew/,
      },
      { what: 'sets of other features', facts: [training, others, options], says: /build both in one go/ },
    ],
    questions: splitRows(test),
    strange: strangeRows(test.x.slice(0, test.featureNames.length)),
    ask: async (model, rows) => [...(await model.predict(joinRows(rows), rows.length))],
    isPossible: (p) => p >= 0 && p <= 1,
    lossOf: (answers) => logLoss(test.y, answers),
    lossToBeat: logLoss(test.y, new Array(test.rows).fill(mean(test.y))) - gain,
    cuts: [3, 8],
    secrets: { contactIds: training.contactIds, rows: takeTenth(training) },
  };
}
