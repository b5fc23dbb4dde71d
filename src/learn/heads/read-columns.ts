/** What the simple rungs read of rows of features: by name, within bounds, and as histories of purchases. */

import type { PurchaseHistory } from '../../statistics/bg-nbd.ts';
import type { FeatureSet } from '../model.ts';
import { findRhythmColumns, readPurchaseHistory } from '../read-purchase-history.ts';

/** Beyond it a value, in days or cents, says no more; it keeps what is foretold a number. */
const MOST_VALUE = 1e12;

/** A feature of a row by its name, none of which is below 0; 0 where there is none, or it is no number. */
export function columnsOf({ x, featureNames }: FeatureSet) {
  return (name: string, row: number): number => {
    const column = featureNames.indexOf(name);
    return column < 0 ? 0 : boundFeature(x[row * featureNames.length + column]!);
  };
}

/** Of each row; null for who never ordered. Throws `invalid` where a feature for it is missing. */
export function readHistories({ x, rows, featureNames }: FeatureSet): (PurchaseHistory | null)[] {
  const columns = findRhythmColumns(featureNames);
  return Array.from({ length: rows }, (_, row) =>
    readPurchaseHistory(columns.map((column) => boundFeature(x[row * featureNames.length + column]!))),
  );
}

/** The mean of the values of those rows; 0 of none. */
export function meanOf(values: ArrayLike<number>, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + values[row]!, 0) / Math.max(1, rows.length);
}

function boundFeature(value: number): number {
  return value > 0 ? Math.min(MOST_VALUE, value) : 0;
}
