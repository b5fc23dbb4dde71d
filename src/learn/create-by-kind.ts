/** A model of any family by the name of its kind: what was saved says what it was, and that is what loads it. */

import { AppError } from '../errors.ts';
import type { Kinds, Learner } from './learner.ts';

/** One that knows nothing yet. Throws `invalid` for a kind that this version does not have, or options that the kind does not. */
export function createByKind<Kind extends string, Made extends Learner, With extends unknown[]>(
  kinds: Kinds<Kind, Made, With>,
  kind: string,
  ...how: With
): Made {
  if (Object.hasOwn(kinds, kind)) return kinds[kind as Kind](...how);
  throw new AppError(
    'invalid',
    `There is no model called ${kind}. There are: ${Object.keys(kinds).join(', ')}. Train again to replace it.`,
  );
}
