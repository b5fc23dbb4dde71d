/** Training, validation and test set from one pass over all histories. */

import { createHash } from 'node:crypto';
import { DAY } from '../domain/clock.ts';
import type { ContactHistory } from '../domain/event.ts';
import type { Cutoffs, NotEnoughData } from './choose-cutoffs.ts';
import { addCleaningCounts, type CleaningCounts, cleanHistory, NO_CLEANING } from './clean-history.ts';
import { growRows } from './grow-rows.ts';
import { knownBefore, wasKnown } from './known-before.ts';
import { labelOutcome } from './label-outcome.ts';
import { type LabelledRows, orderRows } from './order-rows.ts';

/**
 * The fewest buyers, and the fewest who did not buy, in a set. Below ten, one order more or less moves recall by a
 * tenth; to learn from, thirty are the least from which even two coefficients come out with a sign.
 */
export const MIN_PER_CLASS = { training: 30, validation: 10, test: 10 } as const;

export interface TrainingSets {
  readonly kind: 'training-sets';
  readonly training: LabelledRows;
  readonly validation: LabelledRows;
  readonly test: LabelledRows;
  /** SHA-256 over names, features and labels: equal for equal facts. */
  readonly hash: string;
  readonly cleaning: CleaningCounts;
}

export interface BuildOptions {
  /** Everything known, read once, in any order. */
  readonly histories: AsyncIterable<ContactHistory>;
  readonly cutoffs: Cutoffs;
  readonly outcomeWindowDays: number;
  readonly now: number;
  /** What is learnt from, also its labels, is what was known before this moment (epoch milliseconds); tonight all that there is. */
  readonly taughtUntil?: number;
}

/**
 * Cleans each history and adds a row for each cutoff as of which the contact was known by at least one event. Refuses, in
 * words, when a set has too few buyers or too few others; the cleaning counts are given either way.
 */
export async function buildTrainingSets(
  options: BuildOptions,
): Promise<TrainingSets | (NotEnoughData & { readonly cleaning: CleaningCounts })> {
  const { cutoffs, outcomeWindowDays } = options;
  const growing = {
    training: growLabelled(cutoffs.training, outcomeWindowDays),
    validation: growLabelled([cutoffs.validation], outcomeWindowDays),
    test: growLabelled([cutoffs.test], outcomeWindowDays),
  };
  let cleaning = NO_CLEANING;
  for await (const raw of options.histories) {
    const { history, counts } = cleanHistory(raw, options.now);
    cleaning = addCleaningCounts(cleaning, counts);
    const taught = cutOff(history, options.taughtUntil);
    growing.training.add(taught);
    growing.validation.add(taught);
    growing.test.add(history);
  }
  const sets = {
    training: growing.training.finish(),
    validation: growing.validation.finish(),
    test: growing.test.finish(),
  };
  const refusal = refuseFewBuyers(sets, cutoffs, outcomeWindowDays);
  if (refusal !== null) return { ...refusal, cleaning };
  return { kind: 'training-sets', ...sets, hash: hashSets(Object.values(sets)), cleaning };
}

function cutOff(history: ContactHistory, until: number | undefined): ContactHistory {
  return until === undefined ? history : { ...history, events: knownBefore(history.events, until) };
}

function growLabelled(cutoffs: readonly number[], outcomeWindowDays: number) {
  const rows = growRows();
  const labels: number[] = [];
  return {
    add(history: ContactHistory): void {
      for (const cutoff of cutoffs) {
        if (!wasKnown(history.events, cutoff)) continue;
        rows.add(history, cutoff);
        labels.push(labelOutcome(history, cutoff, outcomeWindowDays));
      }
    },
    finish(): LabelledRows {
      const y = Uint8Array.from(labels);
      const positives = y.reduce((sum, label) => sum + label, 0);
      return orderRows({ ...rows.finish(), y, positives });
    },
  };
}

function refuseFewBuyers(
  sets: Readonly<Record<keyof typeof MIN_PER_CLASS, LabelledRows>>,
  cutoffs: Cutoffs,
  outcomeWindowDays: number,
): NotEnoughData | null {
  const starts = { training: cutoffs.training[0]!, validation: cutoffs.validation, test: cutoffs.test };
  for (const name of ['training', 'validation', 'test'] as const) {
    const { rows, positives } = sets[name];
    const least = MIN_PER_CLASS[name];
    if (positives >= least && rows - positives >= least) continue;
    const who = positives < least ? 'bought' : 'did not buy';
    const found = positives < least ? positives : rows - positives;
    const end = name === 'training' ? cutoffs.validation : starts[name] + outcomeWindowDays * DAY;
    return {
      kind: 'not-enough-data',
      reason: `Between ${sayDate(starts[name])} and ${sayDate(end)} (the ${name} set) only ${found} of ${rows} times a contact ${who} within ${outcomeWindowDays} days.`,
      enough: `At least ${least} are needed: import more orders, or wait for them.`,
    };
  }
  return null;
}

function sayDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function hashSets(sets: readonly LabelledRows[]): string {
  const hash = createHash('sha256');
  for (const { featureNames, rows, x, y } of sets) {
    hash.update(JSON.stringify([featureNames, rows]));
    hash.update(new Uint8Array(x.buffer, x.byteOffset, x.byteLength));
    hash.update(y);
  }
  return hash.digest('hex');
}
