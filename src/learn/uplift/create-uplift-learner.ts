/** Every kind of uplift learner, by name. */

import { createByKind } from '../create-by-kind.ts';
import type { Kinds } from '../learner.ts';
import { Average } from './average.ts';
import { ClassTransformation } from './class-transformation.ts';
import { Interactions } from './interactions.ts';
import { TLearner } from './t-learner.ts';
import type { OutcomeModels, UpliftKind, UpliftLearner } from './uplift-learner.ts';
import { XLearner } from './x-learner.ts';

const KINDS: Kinds<UpliftKind, UpliftLearner, [models: OutcomeModels]> = {
  't-learner': (models) => new TLearner(models),
  'x-learner': (models) => new XLearner(models),
  'class-transformation': (models) => new ClassTransformation(models),
  average: (models) => new Average(models),
  interactions: () => new Interactions(),
};

/** A learner of the kind, knowing nothing yet, of these models of the outcome; interactions are a model of their own. */
export function createUpliftLearner(kind: UpliftKind, models: OutcomeModels): UpliftLearner {
  return createByKind(KINDS, kind, models);
}
