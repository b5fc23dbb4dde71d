/** All feature families in their order, and one contact's values as of a cutoff. */

import type { ContactHistory } from '../domain/event.ts';
import { distinctProducts } from './features/distinct-products.ts';
import { emailEngagement } from './features/email-engagement.ts';
import type { Feature } from './features/feature.ts';
import { frequency } from './features/frequency.ts';
import { hourHabits } from './features/hour-habits.ts';
import { monetaryValue } from './features/monetary-value.ts';
import { orderRhythm } from './features/order-rhythm.ts';
import { recency } from './features/recency.ts';
import { refunds } from './features/refunds.ts';
import { reviewTexts } from './features/review-texts.ts';
import { reviews } from './features/reviews.ts';
import { searches } from './features/searches.ts';
import { tenure } from './features/tenure.ts';
import { weekdayHabits } from './features/weekday-habits.ts';
import { windowCounts } from './features/window-counts.ts';
import { knownBefore } from './known-before.ts';

const FEATURES: readonly Feature[] = [
  recency,
  frequency,
  monetaryValue,
  tenure,
  windowCounts,
  orderRhythm,
  distinctProducts,
  refunds,
  reviews,
  reviewTexts,
  searches,
  hourHabits,
  weekdayHabits,
  emailEngagement,
];
const columns = FEATURES.flatMap((feature) => feature.columns);
const describers = new Map(columns.map((column) => [column.name, column]));

/** The names of all columns, in the order in which `computeFeatures` writes them. */
export const featureNames: readonly string[] = columns.map((column) => column.name);

/**
 * Writes `featureNames.length` values of one contact as of `cutoff` (epoch milliseconds) into `out` from `offset` on.
 * The history must be sorted, oldest first (`cleanHistory` sees to it). Only events strictly before the cutoff, which by then
 * were known to be this contact's, are handed to the features: what happened at the cutoff itself is the future, and what a
 * browser did that signed in later was nobody's.
 */
export function computeFeatures(
  history: ContactHistory,
  cutoff: number,
  out: Float32Array,
  offset: number,
): void {
  const before = knownBefore(history.events, cutoff);
  let at = offset;
  for (const feature of FEATURES) {
    for (const value of feature.compute(before, cutoff)) out[at++] = value;
  }
}

/** Says a feature's value as a marketer would, or null for a name that is no feature (of an older model, say). */
export function describeFeature(name: string, value: number): string | null {
  return describers.get(name)?.describe(value) ?? null;
}

/** Says what a feature measures: "days since the last order"; a name that is no feature (of an older model, say) stands for itself. */
export function titleFeature(name: string): string {
  return describers.get(name)?.title ?? name;
}
