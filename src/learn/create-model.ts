/** Every kind of model, by name: what a saved run says it was is what loads it. */

import { createByKind } from './create-by-kind.ts';
import { EnsembleNetwork, type EnsembleOptions } from './ensemble-network.ts';
import { type BothOptions, EnsembleWithTrees } from './ensemble-with-trees.ts';
import { GradientBoosting, type TreesOptions } from './gradient-boosting.ts';
import type { Kinds } from './learner.ts';
import { LogisticRegression } from './logistic-regression.ts';
import type { Model, ModelKind } from './model.ts';
import { PurchaseRhythm } from './purchase-rhythm.ts';
import { ReferenceNetwork, type ReferenceOptions } from './reference-network.ts';

/** What can be set of a network or of trees; each kind knows its own, and has a default for each. */
export type ModelOptions = EnsembleOptions & ReferenceOptions & TreesOptions & BothOptions;

const KINDS: Kinds<ModelKind, Model, [options?: ModelOptions]> = {
  'logistic-regression': () => new LogisticRegression(),
  'reference-network': (options) => new ReferenceNetwork(options),
  'ensemble-network': (options) => new EnsembleNetwork(options),
  'gradient-boosting': (options) => new GradientBoosting(options),
  'ensemble-with-trees': (options) => new EnsembleWithTrees(options),
  'purchase-rhythm': () => new PurchaseRhythm(),
};

/**
 * A model of the kind, knowing nothing yet; logistic regression and purchase rhythm have no options. Throws `invalid` for a kind that this
 * version does not have, and for options that the kind does not have.
 */
export function createModel(kind: string, options?: ModelOptions): Model {
  return createByKind(KINDS, kind, options);
}
