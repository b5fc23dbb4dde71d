/** Every kind of model, by name: what a saved run says it was is what loads it. */

import { AppError } from '../errors.ts';
import { EnsembleNetwork } from './ensemble-network.ts';
import { LogisticRegression } from './logistic-regression.ts';
import type { Model, ModelKind } from './model.ts';
import { ReferenceNetwork } from './reference-network.ts';

const KINDS: Readonly<Record<ModelKind, () => Model>> = {
  'logistic-regression': () => new LogisticRegression(),
  'reference-network': () => new ReferenceNetwork(),
  'ensemble-network': () => new EnsembleNetwork(),
};

/** A model of the kind, knowing nothing yet. Throws `invalid` for a kind that this version does not have. */
export function createModel(kind: string): Model {
  if (Object.hasOwn(KINDS, kind)) return KINDS[kind as ModelKind]();
  const kinds = Object.keys(KINDS).join(', ');
  throw new AppError(
    'invalid',
    `There is no model called ${kind}. There are: ${kinds}. Train again to replace it.`,
  );
}
