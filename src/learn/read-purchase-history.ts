/** A contact's orders as models of repeat purchases see them, read from its features. */

import { AppError } from '../errors.ts';
import type { PurchaseHistory } from '../statistics/bg-nbd.ts';

/** In this order their places are saved with a model. */
export const RHYTHM_FEATURES = ['orderCount', 'recencyDays', 'customerDays'] as const;

/** More say the same in more time: every nth is taken. */
const MOST = 10_000;
/** Beyond these a value says no more; it keeps powers finite. */
const MOST_ORDERS = 1_000;
const MOST_DAYS = 10_000;

/** Where the features stand in a row. Throws `invalid` when one is missing. */
export function findRhythmColumns(featureNames: readonly string[]): number[] {
  const missing = RHYTHM_FEATURES.filter((name) => !featureNames.includes(name));
  if (missing.length === 0) return RHYTHM_FEATURES.map((name) => featureNames.indexOf(name));
  const needed = missing.join(', ');
  throw new AppError('invalid', `It needs the features ${needed}, which the training set does not have.`);
}

/** Values in the order of `RHYTHM_FEATURES`; null for who never ordered. */
export function readPurchaseHistory([
  orders,
  recencyDays,
  customerDays,
]: readonly number[]): PurchaseHistory | null {
  if (!(orders! >= 0.5)) return null;
  const age = Math.min(MOST_DAYS, Math.max(0, customerDays!));
  const repeats = Math.min(MOST_ORDERS, Math.round(orders!) - 1);
  // Orders on one day leave no time between them, which the model takes as one.
  const recency = Math.max(0, age - Math.max(0, recencyDays!));
  return recency > 0 && repeats > 0 ? { repeats, recency, age } : { repeats: 0, recency: 0, age };
}

/** Enough of them to fit four parameters to. */
export function thinHistories(histories: readonly PurchaseHistory[]): readonly PurchaseHistory[] {
  const step = Math.ceil(histories.length / MOST);
  return histories.filter((_, at) => at % step === 0);
}
