/** Each night: how contacts come back and what they spend, or why nobody can say. */

import { AppError } from '../../errors.ts';
import type { Lifetime } from './fit-lifetime.ts';
import type { LifetimeTerms } from './lifetime-model.ts';
import { RepeatPurchases } from './repeat-purchases.ts';

/** `missing` says in words what it takes. */
export async function learnLifetime(
  ...facts: LifetimeTerms['facts']
): Promise<Lifetime | { readonly missing: string }> {
  try {
    return await new RepeatPurchases().fit(...facts);
  } catch (err) {
    if (!(err instanceof AppError) || err.code !== 'invalid') throw err;
    return { missing: err.message };
  }
}
