/** Fits the models of the outcome that uplift learners are made of. */

import type { Model, TrainingSet } from '../model.ts';
import { takeRows } from '../take-rows.ts';
import { checkArms, rowsOf } from './check-arms.ts';
import type { OutcomeModels } from './uplift-learner.ts';
import type { UpliftSet } from './uplift-set.ts';

/** A model for those who were treated, and one for the others. Throws `invalid` when an arm shows one outcome only. */
export function fitArms(set: UpliftSet, models: OutcomeModels, seed: number): Promise<[Model, Model]> {
  checkArms(set);
  return Promise.all([
    fitOutcomeModel(takeRows(set, rowsOf(set, 1)), models, seed),
    fitOutcomeModel(takeRows(set, rowsOf(set, 0)), models, seed),
  ]);
}

export async function fitOutcomeModel(
  set: TrainingSet,
  { createModel, validateEvery }: OutcomeModels,
  seed: number,
): Promise<Model> {
  const model = createModel();
  const all = [...set.y.keys()];
  const validates = (row: number) => validateEvery !== null && row % validateEvery === 0;
  const validation = validateEvery === null ? set : takeRows(set, all.filter(validates));
  const training =
    validateEvery === null
      ? set
      : takeRows(
          set,
          all.filter((row) => !validates(row)),
        );
  await model.fit(training, validation, { seed });
  return model;
}
